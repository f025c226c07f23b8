/** Who an event is of: a register and its incarnation, so that no number of a former one is ever used twice. */
export const sourceOf = (register: { readonly id: string; readonly incarnation: string }): string =>
  `/registers/${register.id}/${register.incarnation}`;

/** Whether a source is a register, whatever its incarnation. */
export const isSourceOf = (source: string, registerId: string): boolean => source.startsWith(`/registers/${registerId}/`);

/** A name under which a register told events: those after the one, up to the other. */
export interface OwnSource {
  readonly source: string;
  readonly after: number;
  readonly until: number;
}
