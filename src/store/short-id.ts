import { randomInt } from "node:crypto";

/** Without letters and digits that are taken for each other, and without vowels that make words. */
const LETTERS = "23456789bcdfghjkmnpqrstvwxz";

/** A random id that is easy to read aloud. */
export const shortId = (length: number): string =>
  Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join("");
