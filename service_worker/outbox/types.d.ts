/** A write that waits on this device (offline.md, «Writes»). */
export interface Item {
  /** Its place in the queue; given by the store. */
  seq: number;
  /** Idempotency key: the write takes effect once under it. */
  key: string;
  /** Id of the user who made it, and of the student whose page it was made on, if any. */
  owner: string;
  child: string;
  url: string;
  fields: [string, string][];
  /** What is written, as a path: writes of which one's path begins the other's are sent in order. */
  thing: string;
  /** For people: what kind of write it is, what was entered, on which page. */
  name: string;
  words: [string, string][];
  page: { url: string; title: string };
  /** The device's clock, ISO in UTC. */
  made_at: string;
  /** How often it was posted; until the first time it can be withdrawn for certain. */
  tries: number;
  /** Not before this moment of the device's clock, in milliseconds. */
  next_at: number;
  state: "pending" | "held" | "conflict" | "refused";
  told?: Told;
}

/** What the server said to a write that it did not take. */
export interface Told {
  status: number;
  title?: string;
  errors?: { field?: string | null; label?: string; text: string }[];
  /** What stands now, and the fields to insist with; without fields one cannot insist. */
  now?: { theirs?: string; mine?: string; by?: string; at?: string; fields?: Record<string, string> };
}

/** New versions and ids by the name of the form's field that carried the old ones. */
export type Ids = Record<string, number | string>;

/** What tabs and worker tell each other. isShown: the answer is on the screen of the tab that hears it. */
export type News =
  | { kind: "changed" }
  | { kind: "accepted"; key: string; url: string; thing: string; page: Item["page"]; ids: Ids; isShown?: boolean };
