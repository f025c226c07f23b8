/** What the till answered instead of doing it. */
export class Refused extends Error {
  readonly code: string;

  constructor(operation: string, code: string, message: string) {
    super(`${operation}: ${code} ${message}`);
    this.code = code;
  }
}
