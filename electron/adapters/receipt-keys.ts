import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { ReceiptKeyRepository } from '../../db/repositories/sqlite-receipt-key-repository.ts';
import type { ReceiptKeyView } from '../../domain/contract/till.ts';
import type { ReceiptKeys } from '../../domain/returns/ports.ts';
import { readReceiptKey, writeReceiptKey } from '../../domain/returns/receipt-key-text.ts';
import type { Clock } from '../../domain/shared/clock.ts';
import { DomainError } from '../../domain/shared/errors.ts';
import type { EventBus } from '../../domain/shared/event-bus.ts';
import { integrationEvent } from '../../domain/shared/integration-event.ts';
import type { UnitOfWork } from '../../domain/shared/unit-of-work.ts';

interface Parts {
  readonly repository: ReceiptKeyRepository;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly eventBus: EventBus;
  readonly registerCode: () => string;
}

export interface ReceiptKeyRing extends ReceiptKeys {
  /** Makes this register's own key where it has none, and tells the other tills of it once. */
  ensureOwn(): void;
  /** The register prints another code from now on: its key stays, and is told anew. */
  renameOwn(registerCode: string): void;
  all(): ReceiptKeyView[];
  /** @throws DomainError `returns/key-invalid` */
  add(text: string): ReceiptKeyView[];
  remove(fingerprint: string): ReceiptKeyView[];
}

/** Ed25519 (RFC 8032): this register's own key, made with the register, and the public ones of other tills. */
export const createReceiptKeys = ({ repository, unitOfWork, eventBus, clock, registerCode }: Parts): ReceiptKeyRing => {
  const all = (): ReceiptKeyView[] =>
    repository.all().map(({ fingerprint, registerCode: code, publicKey, isOwn }) => ({
      fingerprint,
      registerCode: code,
      own: isOwn,
      text: writeReceiptKey({ registerCode: code, publicKey }),
    }));
  const tell = (): void => {
    if (!repository.takeUntold()) return;
    const key = all().find(({ own }) => own);
    if (!key) throw new Error('this register has no key yet');
    const { registerCode: code, fingerprint, text } = key;
    const data = { registerCode: code, fingerprint, text };
    eventBus.publish(integrationEvent('app.tillwright.till.receipt-key-added.v1', fingerprint, clock.now(), data));
  };
  return {
    ensureOwn() {
      unitOfWork.run<null>(() => {
        if (!repository.own()) {
          const pair = generateKeyPairSync('ed25519');
          const publicKey = Buffer.from(pair.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
          const privateKey = pair.privateKey.export({ format: 'der', type: 'pkcs8' });
          const key = { fingerprint: fingerprintOf(publicKey), publicKey, privateKey };
          repository.add({ ...key, registerCode: registerCode(), addedAt: clock.now() });
        }
        tell();
        return null;
      });
    },
    renameOwn(code) {
      unitOfWork.run<null>(() => {
        repository.renameOwn(code);
        tell();
        return null;
      });
    },
    sign(facts) {
      const own = repository.own();
      if (!own) throw new Error('this register has no key yet');
      const { fingerprint, privateKey } = own;
      const key = createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs8' });
      return { fingerprint, signature: sign(null, facts, key) };
    },
    check({ fingerprint, signature, facts }) {
      const publicKey = repository.publicKey(fingerprint);
      if (!publicKey) return 'unknown';
      return verify(null, facts, keyOf(publicKey), signature) ? 'good' : 'bad';
    },
    all,
    add(text) {
      const key = readReceiptKey(text);
      if (!key) throw noKey();
      const { registerCode: code, publicKey } = key;
      const fingerprint = fingerprintOf(publicKey);
      unitOfWork.run<null>(() => {
        if (!repository.publicKey(fingerprint))
          repository.add({ fingerprint, registerCode: code, publicKey, privateKey: null, addedAt: clock.now() });
        return null;
      });
      return all();
    },
    remove(fingerprint) {
      unitOfWork.run<null>(() => {
        repository.remove(fingerprint);
        return null;
      });
      return all();
    },
  };
};

const fingerprintOf = (publicKey: Uint8Array): string => createHash('sha256').update(publicKey).digest('hex').slice(0, 16);

const keyOf = (publicKey: Uint8Array) =>
  createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') }, format: 'jwk' });

const noKey = (): DomainError => new DomainError('returns/key-invalid', 'this is no key of a till');
