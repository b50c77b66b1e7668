/** The catalog of what scripts say in another language (scripts/build_front_end.mjs). */
declare module "words:*" {
  const words: Record<string, string | string[]>;
  export default words;
}
