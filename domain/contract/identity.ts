import { z } from 'zod';
import { command, query, ROLES } from './operation.ts';
import { currency, id, name, nothing, ratePpm, text } from './schemas.ts';

const role = z.enum(ROLES);
const email = z.email().max(254).trim().toLowerCase();
const password = z.string().min(1).max(256);
const pin = z.string().regex(/^\d{4,8}$/, 'four to eight digits');

export const userView = z.strictObject({
  id,
  userName: z.string(),
  name: z.string(),
  lastName: z.string(),
  email: z.string(),
  role,
});
export type UserView = z.infer<typeof userView>;

export const shopView = z.strictObject({
  name: z.string(),
  currency,
  pricesIncludeTax: z.boolean(),
  demo: z.boolean(),
});
export type ShopView = z.infer<typeof shopView>;

const session = z.strictObject({ user: userView.nullable(), locked: z.boolean() });
export type SessionView = z.infer<typeof session>;

const shop = z.strictObject({
  name,
  currency,
  taxRatePpm: ratePpm.meta({ description: 'the first tax: all goods bear it until categories say otherwise' }),
  pricesIncludeTax: z.boolean(),
});
/** A shop as it is founded: with its first tax. */
export type ShopToFound = z.infer<typeof shop> & Pick<ShopView, 'demo'>;
const person = { id, name, lastName: text(200).trim(), email, password, pin };

export const identity = {
  getSetup: query({
    access: 'anyone',
    summary: 'Whether the shop exists yet, and who can sign in at this register',
    input: nothing,
    output: z.strictObject({
      shop: shopView.nullable(),
      users: z.array(z.strictObject({ id, name: z.string(), role })),
    }),
  }),
  setUpShop: command({
    access: 'anyone',
    summary: 'First run: creates the shop and its owner, and signs the owner in. Refused once a shop exists',
    input: z.strictObject({ shop, owner: z.strictObject(person) }),
    output: session,
    changes: ['session', 'users', 'till'],
  }),
  setUpDemoShop: command({
    access: 'anyone',
    summary: 'First run: a shop with goods to try. Its owner gets a PIN and a password drawn at random, told once',
    input: z.strictObject({ id }),
    output: z.strictObject({ session, email: z.string(), password: z.string(), pin: z.string() }),
    changes: ['session', 'users', 'till', 'catalog', 'stock'],
  }),
  getSession: query({ access: 'anyone', summary: 'Who is signed in here', input: nothing, output: session }),
  loginUser: command({
    access: 'anyone',
    summary: 'Signs in by e-mail and password',
    input: z.strictObject({ email, password }),
    output: session,
    changes: ['session'],
  }),
  switchUser: command({
    access: 'anyone',
    summary: 'Signs in, unlocks or changes clerk by PIN',
    input: z.strictObject({ userId: id, pin: z.string().regex(/^\d{1,12}$/) }),
    output: session,
    changes: ['session', 'basket'],
  }),
  lock: command({
    access: 'anyone',
    summary: 'Locks the register; the basket stays. A PIN opens it',
    input: nothing,
    output: session,
    changes: ['session'],
  }),
  logoutUser: command({
    access: 'anyone',
    summary: 'Signs out; baskets and queued events stay',
    input: nothing,
    output: session,
    changes: ['session'],
  }),
  registerUser: command({
    access: 'manager',
    summary: 'Creates a user. A manager may create clerks; an owner anyone',
    input: z.strictObject({ ...person, role }),
    output: userView,
    changes: ['users'],
  }),
  getUserById: query({
    access: 'clerk',
    summary: 'One user',
    input: z.strictObject({ userId: id }),
    output: userView,
  }),
  getUsers: query({ access: 'clerk', summary: 'Everyone who can sign in', input: nothing, output: z.array(userView) }),
};
