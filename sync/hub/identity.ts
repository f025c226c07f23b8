import { newId } from '../../domain/shared/ids.ts';
import type { Database } from './database.ts';
import { digest, newToken } from './registers.ts';

export interface HubIdentity {
  readonly hubId: string;
  /** Opens the office; told once, by the hub that made the database. */
  readonly officeKey: string | null;
}

/** Who this hub is: the database says so, and all hubs on it are one. */
export const identify = async (database: Database): Promise<HubIdentity> => {
  const officeKey = newToken();
  const [made] = await database.query<{ id: string }>(
    'INSERT INTO hub (id, office_key_hash) VALUES ($1::uuid, $2) ON CONFLICT DO NOTHING RETURNING id',
    [newId(), digest(officeKey)],
  );
  if (made) return { hubId: made.id, officeKey };
  const [known] = await database.query<{ id: string }>('SELECT id FROM hub');
  if (!known) throw new Error('the database does not say which hub it is of');
  return { hubId: known.id, officeKey: null };
};
