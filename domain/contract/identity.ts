import { z } from 'zod';
import { command, query, ROLES } from './operation.ts';
import { at, currency, email, id, name, nothing, ratePpm, text } from './schemas.ts';

const role = z.enum(ROLES);
const password = z.string().min(1).max(256);
const pin = z.string().regex(/^\d{4,8}$/, 'four to eight digits');

export const userView = z.strictObject({
  id,
  userName: z.string(),
  name: z.string(),
  lastName: z.string(),
  email: z.string(),
  role,
  retiredAt: at.nullable().meta({ description: 'since when this person does not work here any more; null: works here' }),
});
export type UserView = z.infer<typeof userView>;

export const shopView = z.strictObject({
  name: z.string(),
  currency,
  pricesIncludeTax: z.boolean(),
  demo: z.boolean(),
});
export type ShopView = z.infer<typeof shopView>;

export const session = z.strictObject({ user: userView.nullable(), locked: z.boolean() });
export type SessionView = z.infer<typeof session>;

const shop = z.strictObject({
  name,
  currency,
  taxRatePpm: ratePpm.meta({ description: 'the first tax: all goods bear it until categories say otherwise' }),
  pricesIncludeTax: z.boolean(),
  registerCode: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9]{1,6}$/, 'up to six letters and digits')
    .default('R1')
    .meta({ description: 'printed before every receipt number; each till of the shop has its own' }),
});
/** A shop as it is founded: with its first tax. */
export type ShopToFound = z.infer<typeof shop> & Pick<ShopView, 'demo'>;
const lastName = text(200).trim();
export const person = { id, name, lastName, email, password, pin };

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
    summary: 'Locks the register. A PIN opens it; the basket is parked until its clerk comes back or another takes it up',
    input: nothing,
    output: session,
    changes: ['session', 'basket'],
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
  updateUser: command({
    access: 'manager',
    summary: 'Changes a user; what is left out stays. A manager may change clerks; an owner anyone',
    input: z.strictObject({
      userId: id,
      name: name.optional(),
      lastName: lastName.optional(),
      email: email.optional(),
      role: role.optional(),
    }),
    output: userView,
    changes: ['users', 'session'],
  }),
  setSecrets: command({
    access: 'clerk',
    summary:
      'Gives a user a new PIN, a new password or both. A manager may for clerks; an owner for anyone; everyone for themselves',
    input: z
      .strictObject({
        id,
        userId: id,
        pin: pin.optional(),
        password: password.optional(),
        present: z
          .union([z.strictObject({ pin: z.string().regex(/^\d{1,12}$/) }), z.strictObject({ password })])
          .optional()
          .meta({ description: 'the PIN or password until now, which somebody who changes their own has to know' }),
      })
      .refine((secrets) => secrets.pin !== undefined || secrets.password !== undefined, 'a PIN or a password'),
    output: userView,
    changes: ['users'],
  }),
  retireUser: command({
    access: 'manager',
    summary:
      'Somebody leaves: signs in and approves nowhere any more, and stays on what they did. Their open basket is parked. A manager may retire clerks; an owner anyone but themselves',
    input: z.strictObject({ userId: id }),
    output: userView,
    changes: ['users', 'session', 'basket'],
  }),
  reinstateUser: command({
    access: 'manager',
    summary: 'Somebody who left comes back, with the PIN and password of before. A manager may for clerks; an owner for anyone',
    input: z.strictObject({ userId: id }),
    output: userView,
    changes: ['users'],
  }),
  getUserById: query({
    access: 'clerk',
    summary: 'One user',
    input: z.strictObject({ userId: id }),
    output: userView,
  }),
  getUsers: query({
    access: 'clerk',
    summary: 'Everyone who works here or did',
    input: nothing,
    output: z.array(userView),
  }),
};
