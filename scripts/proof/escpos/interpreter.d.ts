/** What came out of the printer, as far as a test asks. */
export interface Printed {
  /** The lines as text; a picture is the line `[picture WxH]`. */
  readonly lines: readonly string[];
  /** The paper in dots, one byte each, 1 is black; text is not drawn, only pictures. */
  readonly pictures: readonly {
    readonly width: number;
    readonly height: number;
    readonly dots: Uint8Array;
  }[];
  readonly drawerPulses: number;
  readonly cuts: number;
}
/**
 * A strict printer: reads bytes by Epson's published ESC/POS command reference (ESC @, ESC t, ESC E, ESC a, ESC p, GS !, GS v 0, GS V, LF)
 * and refuses every other byte, a line wider than the paper and a command that ends early.
 * @param columns of the paper
 */
export declare const interpret: (bytes: Uint8Array, columns: number) => Printed;
