import type { HtmxRequestCtx } from "htmx.org";

/** What htmx's context holds beside its own types: the question asked before, the fetch to use, and whether a receipt was followed to its page. */
export interface Ctx extends HtmxRequestCtx {
  confirm?: string;
  fetch: (url: string, request: RequestInit) => Promise<Response>;
  followed?: boolean;
}

export interface SwapTask {
  type: string;
  target: Element | string;
  swapSpec: { show?: string };
}
