import { type Icon, IconBasket, IconBuildingWarehouse, IconPackage, IconReceipt, IconUsers } from '@tabler/icons-react';
import { type ComponentType, lazy } from 'react';
import type { Role } from '../../domain/contract/operation.ts';

interface ScreenOfApp {
  readonly name: string;
  readonly path: string;
  readonly route: string;
  readonly icon: Icon;
  readonly needed: Role;
  readonly screen: ComponentType;
}

const modules = import.meta.glob<Record<string, ComponentType>>('../screens/*/*-screen.tsx');
const load = (folder: string, name: string): ComponentType =>
  lazy(async () => {
    const found = await modules[`../screens/${folder}/${folder}-screen.tsx`]?.();
    const screen = found?.[name];
    if (!screen) throw new Error(`${name} is missing`);
    return { default: screen };
  });

/** The screens of the frame, in the order of the navigation. */
export const SCREENS: readonly ScreenOfApp[] = [
  { name: 'Sell', path: '/', route: '/', icon: IconBasket, needed: 'clerk', screen: load('sell', 'SellScreen') },
  {
    name: 'Orders',
    path: '/orders',
    route: '/orders/*?',
    icon: IconReceipt,
    needed: 'clerk',
    screen: load('orders', 'OrdersScreen'),
  },
  {
    name: 'Catalogue',
    path: '/catalogue',
    route: '/catalogue/*?',
    icon: IconPackage,
    needed: 'clerk',
    screen: load('catalogue', 'CatalogueScreen'),
  },
  {
    name: 'Stock',
    path: '/stock',
    route: '/stock/*?',
    icon: IconBuildingWarehouse,
    needed: 'clerk',
    screen: load('stock', 'StockScreen'),
  },
  { name: 'Staff', path: '/staff', route: '/staff/*?', icon: IconUsers, needed: 'manager', screen: load('staff', 'StaffScreen') },
];
