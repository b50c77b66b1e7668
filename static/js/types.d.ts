import type { HtmxRequestCtx } from "htmx.org";

/** What htmx's context holds beside its own types: the fetch to use, and what it is about to swap. */
export interface Ctx extends HtmxRequestCtx {
  fetch: (url: string, request: RequestInit) => Promise<Response>;
}

export interface SwapTask {
  type: string;
  target: Element | string;
  swapSpec: { show?: string };
}
