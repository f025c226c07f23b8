import {
  type Icon,
  IconBuildingStore,
  IconCash,
  IconDevices,
  IconPrinter,
  IconReceipt,
  IconReceiptTax,
  IconTag,
  IconUserCheck,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { LimitsSection } from './limits-section.tsx';
import { OtherTillsSection } from './other-tills-section.tsx';
import { PrintersSection } from './printers-section.tsx';
import { PromotionsSection } from './promotions/promotions-section.tsx';
import { ReceiptSection } from './receipt-section.tsx';
import { ShopSection } from './shop-section.tsx';
import { TaxesSection } from './taxes-section.tsx';
import { TendersSection } from './tenders-section.tsx';

interface SettingsSection {
  readonly name: string;
  readonly path: string;
  readonly icon: Icon;
  readonly section: ComponentType;
}

/** The sections of the settings, in the order of their navigation. */
export const SECTIONS: readonly SettingsSection[] = [
  { name: 'Shop', path: '/settings/shop', icon: IconBuildingStore, section: ShopSection },
  { name: 'Receipt', path: '/settings/receipt', icon: IconReceipt, section: ReceiptSection },
  { name: 'Taxes', path: '/settings/taxes', icon: IconReceiptTax, section: TaxesSection },
  { name: 'Promotions', path: '/settings/promotions', icon: IconTag, section: PromotionsSection },
  { name: 'Tenders', path: '/settings/tenders', icon: IconCash, section: TendersSection },
  { name: 'Printers', path: '/settings/printers', icon: IconPrinter, section: PrintersSection },
  { name: 'Roles and limits', path: '/settings/limits', icon: IconUserCheck, section: LimitsSection },
  { name: 'Other tills', path: '/settings/tills', icon: IconDevices, section: OtherTillsSection },
];
