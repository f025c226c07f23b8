import { bridgeTransport } from './bridge.ts';
import { httpTransport } from './http.ts';
import type { Transport } from './transport.ts';

/** Electron's bridge where the preload put one, HTTP otherwise. */
export const transport: Transport = bridgeTransport() ?? httpTransport();
