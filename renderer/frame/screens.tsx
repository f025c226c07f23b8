import {
  type Icon,
  IconAddressBook,
  IconBasket,
  IconBuildingWarehouse,
  IconCashRegister,
  IconCloudUp,
  IconNotebook,
  IconPackage,
  IconParking,
  IconReceipt,
  IconReceiptRefund,
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
const ParkedScreen = lazy(async () => ({ default: (await import('../screens/parked/parked-screen.tsx')).ParkedScreen }));
const OrdersScreen = lazy(async () => ({ default: (await import('../screens/orders/orders-screen.tsx')).OrdersScreen }));
const ReturnsScreen = lazy(async () => ({ default: (await import('../screens/returns/returns-screen.tsx')).ReturnsScreen }));
const ShiftScreen = lazy(async () => ({ default: (await import('../screens/shift/shift-screen.tsx')).ShiftScreen }));
const CatalogueScreen = lazy(async () => ({
  default: (await import('../screens/catalogue/catalogue-screen.tsx')).CatalogueScreen,
}));
const StockScreen = lazy(async () => ({ default: (await import('../screens/stock/stock-screen.tsx')).StockScreen }));
const CustomersScreen = lazy(async () => ({
  default: (await import('../screens/customers/customers-screen.tsx')).CustomersScreen,
}));
const SyncScreen = lazy(async () => ({ default: (await import('../screens/sync/sync-screen.tsx')).SyncScreen }));
const StaffScreen = lazy(async () => ({ default: (await import('../screens/staff/staff-screen.tsx')).StaffScreen }));
const JournalScreen = lazy(async () => ({ default: (await import('../screens/journal/journal-screen.tsx')).JournalScreen }));
const SettingsScreen = lazy(async () => ({
  default: (await import('../screens/settings/settings-screen.tsx')).SettingsScreen,
}));

/** The screens of the frame, in the order of the navigation. */
export const SCREENS: readonly ScreenOfApp[] = [
  { name: 'Sell', path: '/', route: '/', icon: IconBasket, needed: 'clerk', screen: SellScreen },
  { name: 'Parked', path: '/parked', route: '/parked', icon: IconParking, needed: 'clerk', screen: ParkedScreen },
  {
    name: 'Orders',
    path: '/orders',
    route: '/orders/*?',
    icon: IconReceipt,
    needed: 'clerk',
    screen: OrdersScreen,
  },
  { name: 'Returns', path: '/returns', route: '/returns', icon: IconReceiptRefund, needed: 'clerk', screen: ReturnsScreen },
  { name: 'Shift', path: '/shift', route: '/shift/*?', icon: IconCashRegister, needed: 'clerk', screen: ShiftScreen },
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
  { name: 'Sync', path: '/sync', route: '/sync/*?', icon: IconCloudUp, needed: 'clerk', screen: SyncScreen },
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
