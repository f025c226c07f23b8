import {
  type Icon,
  IconAddressBook,
  IconBasket,
  IconBuildingWarehouse,
  IconNotebook,
  IconPackage,
  IconReceipt,
  IconSettings,
  IconUsers,
} from '@tabler/icons-react';
import { type ComponentType, lazy } from 'react';
import type { Role } from '../../domain/contract/operation.ts';
import { SellScreen } from '../screens/sell/sell-screen.tsx';

interface ScreenOfApp {
  readonly name: string;
  readonly path: string;
  readonly route: string;
  readonly icon: Icon;
  readonly needed: Role;
  readonly screen: ComponentType;
}

// Selling comes first: the others are fetched when they are asked for.
const OrdersScreen = lazy(async () => ({ default: (await import('../screens/orders/orders-screen.tsx')).OrdersScreen }));
const CatalogueScreen = lazy(async () => ({
  default: (await import('../screens/catalogue/catalogue-screen.tsx')).CatalogueScreen,
}));
const StockScreen = lazy(async () => ({ default: (await import('../screens/stock/stock-screen.tsx')).StockScreen }));
const CustomersScreen = lazy(async () => ({
  default: (await import('../screens/customers/customers-screen.tsx')).CustomersScreen,
}));
const StaffScreen = lazy(async () => ({ default: (await import('../screens/staff/staff-screen.tsx')).StaffScreen }));
const JournalScreen = lazy(async () => ({ default: (await import('../screens/journal/journal-screen.tsx')).JournalScreen }));
const SettingsScreen = lazy(async () => ({
  default: (await import('../screens/settings/settings-screen.tsx')).SettingsScreen,
}));

/** The screens of the frame, in the order of the navigation. */
export const SCREENS: readonly ScreenOfApp[] = [
  { name: 'Sell', path: '/', route: '/', icon: IconBasket, needed: 'clerk', screen: SellScreen },
  {
    name: 'Orders',
    path: '/orders',
    route: '/orders/*?',
    icon: IconReceipt,
    needed: 'clerk',
    screen: OrdersScreen,
  },
  {
    name: 'Catalogue',
    path: '/catalogue',
    route: '/catalogue/*?',
    icon: IconPackage,
    needed: 'clerk',
    screen: CatalogueScreen,
  },
  {
    name: 'Stock',
    path: '/stock',
    route: '/stock/*?',
    icon: IconBuildingWarehouse,
    needed: 'clerk',
    screen: StockScreen,
  },
  {
    name: 'Customers',
    path: '/customers',
    route: '/customers/*?',
    icon: IconAddressBook,
    needed: 'clerk',
    screen: CustomersScreen,
  },
  { name: 'Staff', path: '/staff', route: '/staff/*?', icon: IconUsers, needed: 'manager', screen: StaffScreen },
  {
    name: 'Journal',
    path: '/journal',
    route: '/journal/*?',
    icon: IconNotebook,
    needed: 'manager',
    screen: JournalScreen,
  },
  { name: 'Settings', path: '/settings', route: '/settings/*?', icon: IconSettings, needed: 'manager', screen: SettingsScreen },
];
