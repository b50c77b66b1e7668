/** Names that the front end's build puts in. */

/** Which build this worker belongs to; the same as in the pages. */
declare const BUILD: string;
/** URLs of what the shell consists of, besides its pages: scripts, styles, drawn icons. */
declare const SHELL_ASSETS: readonly string[];
