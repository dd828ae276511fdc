/** What the operator is told, a line at a time; `error` for what needs somebody's eyes. */
export interface Log {
  info(line: string): void;
  error(line: string): void;
}
