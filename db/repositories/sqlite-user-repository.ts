import { and, asc, eq, sql } from 'drizzle-orm';
import type { UserRepository } from '../../domain/identity/ports.ts';
import { type Database, insertInto, updateOf } from '../database.ts';
import { applicationUser, credential } from '../schema/tables.ts';

export const createSqliteUserRepository = (database: Database): UserRepository => {
  const { orm } = database;
  const view = {
    id: applicationUser.id,
    userName: applicationUser.userName,
    name: applicationUser.name,
    lastName: applicationUser.lastName,
    email: applicationUser.email,
    role: applicationUser.role,
    retiredAt: applicationUser.retiredAt,
  };
  const byId = orm
    .select(view)
    .from(applicationUser)
    .where(eq(applicationUser.id, sql.placeholder('id')))
    .prepare();
  const byEmail = orm
    .select(view)
    .from(applicationUser)
    .where(eq(applicationUser.email, sql.placeholder('email')))
    .prepare();
  const all = orm.select(view).from(applicationUser).orderBy(asc(applicationUser.createdAt), asc(applicationUser.id)).prepare();
  const isCredential = and(eq(credential.userId, sql.placeholder('userId')), eq(credential.kind, sql.placeholder('kind')));
  const findCredential = orm.select().from(credential).where(isCredential).prepare();
  const insertUser = insertInto(database, applicationUser);
  const insertCredential = insertInto(database, credential);
  const updateAttempts = updateOf(database, credential, ['failedAttempts', 'lockedUntil'], isCredential);
  const updateHash = updateOf(database, credential, ['hash'], isCredential);
  const updateUser = updateOf(
    database,
    applicationUser,
    ['userName', 'name', 'lastName', 'email', 'role', 'retiredAt'],
    eq(applicationUser.id, sql.placeholder('userId')),
  );
  return {
    get: (id) => byId.get({ id }),
    getByEmail: (email) => byEmail.get({ email }),
    all: () => all.all(),
    add: (user, hashes, at) => {
      insertUser({ ...user, createdAt: at });
      for (const kind of ['password', 'pin'] as const) {
        insertCredential({ userId: user.id, kind, hash: hashes[kind], failedAttempts: 0, lockedUntil: 0 });
      }
    },
    save: ({ id, ...user }) => updateUser({ ...user, userId: id }),
    credential: (userId, kind) => findCredential.get({ userId, kind }),
    saveAttempts: (userId, kind, failedAttempts, lockedUntil) => {
      updateAttempts({ userId, kind, failedAttempts, lockedUntil });
    },
    saveHash: (userId, kind, hash) => updateHash({ userId, kind, hash }),
  };
};
