// What shows two lines and the rest on a tap is no text cut off; what scrolls sideways by nature neither.
() => {
  const wide = document.documentElement.clientWidth;
  const found = new Set();
  const { scrollWidth } = document.documentElement;
  if (scrollWidth > wide + 1) found.add(`the page is ${scrollWidth} wide of ${wide}`);
  const isAside = (style) => /auto|scroll/.test(style.overflowX) || style.webkitLineClamp !== "none";
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode, own = node.parentElement;
    if (!node.data.trim() || !own.checkVisibility()) continue;
    if (own.closest("noscript, template, option, .visually-hidden, .skip")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
    const around = [];
    for (let one = own; one; one = one.parentElement) around.push([one, getComputedStyle(one)]);
    if (around.some(([, style]) => isAside(style))) continue;
    const isCut = ({ left, right, top, bottom }) => around.some(([one, { overflowX, overflowY }]) => {
      const box = one.getBoundingClientRect();
      const x = /hidden|clip/.test(overflowX) && (left < box.left - 1 || right > box.right + 1);
      const y = /hidden|clip/.test(overflowY) && (top < box.top - 3 || bottom > box.bottom + 3);
      return one !== document.documentElement && one !== document.body && (x || y);
    });
    if (boxes.some(({ left, right }) => left < -1 || right > wide + 1)) found.add(`off the screen: ${node.data.trim()}`);
    else if (boxes.some(isCut)) found.add(`cut off: ${node.data.trim()}`);
  }
  return [...found];
}
