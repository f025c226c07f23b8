/** A request that is refused whole, with its HTTP status and what `refusal` of wire.ts says. */
export class RequestRefusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** @param code in a word, for machines @param message in words, without anything secret */
export const refuseRequest = (status: number, code: string, message: string): RequestRefusal =>
  new RequestRefusal(status, code, message);
