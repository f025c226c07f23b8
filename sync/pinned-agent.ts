import { Agent, type AgentOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';

/** The certificate that was shown is not the one that is expected, or its time is over. */
export class WrongCertificate extends Error {}

type Created = (error: Error | null, socket: Duplex) => void;

/**
 * Believes one certificate, by its fingerprint: a hub in the back room has one of its own that no authority vouches for. The connection is
 * handed out only after the look at it, so that no byte of a request, its token least of all, goes to anybody else.
 */
export class PinnedAgent extends Agent {
  readonly #fingerprint: string;
  readonly #connectMs: number;
  readonly #connecting = new Set<TLSSocket>();

  /**
   * @param fingerprint SHA-256 of the certificate, in hex
   * @param connectMs how long a connection may take
   */
  constructor(options: AgentOptions, fingerprint: string, connectMs: number) {
    // A resumed session shows no certificate.
    super({ ...options, maxCachedSessions: 0 });
    this.#fingerprint = fingerprint.toLowerCase();
    this.#connectMs = connectMs;
  }

  /** Also what is still connecting, which no request has yet. */
  override destroy(): void {
    for (const socket of this.#connecting) socket.destroy();
    super.destroy();
  }

  override createConnection(options: object, created?: Created): Duplex | undefined {
    // No authority is asked; the fingerprint is the whole check, and it is made below.
    const socket = connect({ ...(options as ConnectionOptions), rejectUnauthorized: false });
    this.#connecting.add(socket);
    const patience = setTimeout(() => refuse(new Error('no connection came about in time')), this.#connectMs);
    socket.once('close', () => {
      clearTimeout(patience);
      this.#connecting.delete(socket);
    });
    const refuse = (error: Error): void => {
      socket.destroy();
      created?.(error, socket);
    };
    socket.once('error', refuse);
    socket.once('secureConnect', () => {
      const certificate = socket.getPeerX509Certificate();
      const shown = certificate?.fingerprint256.replaceAll(':', '').toLowerCase();
      if (shown !== this.#fingerprint) return refuse(new WrongCertificate('the certificate is another than the one of the code'));
      const now = Date.now();
      if (!certificate || certificate.validToDate.getTime() < now || certificate.validFromDate.getTime() > now) {
        return refuse(new WrongCertificate('the certificate has expired, or is not valid yet'));
      }
      socket.off('error', refuse);
      clearTimeout(patience);
      this.#connecting.delete(socket);
      created?.(null, socket);
    });
    return undefined;
  }
}
