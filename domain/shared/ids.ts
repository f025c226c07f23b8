import { v7 } from 'uuid';

/** Makes a UUIDv7 (RFC 9562). It identifies; it does not order, because clocks go back. */
export type NewId = () => string;

/** A fresh UUIDv7 in lower-case text. */
export const newId: NewId = () => v7();
