// The few things that every host (Node, Electron, browser) offers; the domain sees no more of its surroundings than this.
declare const crypto: { getRandomValues<T extends Uint8Array>(array: T): T; randomUUID(): string };
declare const atob: (base64: string) => string;
declare const TextDecoder: new (label: string) => { decode(bytes: Uint8Array): string };
declare const TextEncoder: new () => { encode(text: string): Uint8Array };
