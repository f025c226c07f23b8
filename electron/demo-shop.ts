import type { CatalogService } from '../domain/catalog/catalog-service.ts';
import type { ClassificationService } from '../domain/catalog/classification-service.ts';
import type { ShopToFound } from '../domain/contract/identity.ts';
import type { Actor } from '../domain/shared/actor.ts';
import { newId } from '../domain/shared/ids.ts';

/** A corner shop to try Tillwright with; every name and price is made up. Codes are of GS1's in-store range (prefix 20–29). */
export const DEMO_SHOP: ShopToFound = {
  name: 'The Corner Shop',
  currency: 'EUR',
  taxRatePpm: 190_000,
  registerCode: 'R1',
  pricesIncludeTax: true,
  demo: true,
};

/** type, brand, name, price in cents, stock, restock threshold */
const GOODS: readonly (readonly [string, string, string, number, number, number])[] = [
  ['Bakery', 'Hearth & Co', 'Sourdough loaf 750 g', 480, 14, 4],
  ['Bakery', 'Hearth & Co', 'Butter croissant', 160, 30, 10],
  ['Bakery', 'Hearth & Co', 'Seeded roll', 75, 48, 12],
  ['Bakery', 'Hearth & Co', 'Cinnamon bun', 220, 3, 6],
  ['Dairy', 'Green Meadow', 'Whole milk 1 l', 139, 40, 12],
  ['Dairy', 'Green Meadow', 'Oat drink 1 l', 219, 22, 8],
  ['Dairy', 'Green Meadow', 'Salted butter 250 g', 289, 18, 6],
  ['Dairy', 'Green Meadow', 'Natural yogurt 500 g', 179, 16, 6],
  ['Dairy', 'Alm', 'Mountain cheese 200 g', 449, 9, 4],
  ['Fruit & vegetables', 'Fields', 'Apples 1 kg', 299, 25, 8],
  ['Fruit & vegetables', 'Fields', 'Bananas 1 kg', 199, 20, 8],
  ['Fruit & vegetables', 'Fields', 'Tomatoes 500 g', 249, 12, 5],
  ['Fruit & vegetables', 'Fields', 'Cucumber', 99, 15, 5],
  ['Drinks', 'Springwell', 'Sparkling water 0.75 l', 89, 60, 24],
  ['Drinks', 'Springwell', 'Still water 0.75 l', 89, 60, 24],
  ['Drinks', 'Press & Peel', 'Orange juice 1 l', 329, 14, 6],
  ['Drinks', 'Press & Peel', 'Apple juice 1 l', 249, 2, 6],
  ['Drinks', 'Brauhof', 'Pale ale 0.5 l', 189, 36, 12],
  ['Coffee & tea', 'Kupa', 'Espresso beans 500 g', 899, 11, 4],
  ['Coffee & tea', 'Kupa', 'Filter coffee 500 g', 749, 13, 4],
  ['Coffee & tea', 'Kupa', 'Earl Grey, 20 bags', 349, 17, 5],
  ['Pantry', 'Larder', 'Spaghetti 500 g', 129, 34, 10],
  ['Pantry', 'Larder', 'Basmati rice 1 kg', 389, 19, 6],
  ['Pantry', 'Larder', 'Olive oil 0.5 l', 799, 10, 4],
  ['Pantry', 'Larder', 'Wildflower honey 350 g', 599, 8, 3],
  ['Sweets', 'Bonbonnière', 'Dark chocolate 70 %', 259, 28, 8],
  ['Sweets', 'Bonbonnière', 'Liquorice 200 g', 189, 0, 5],
  ['Sweets', 'Bonbonnière', 'Shortbread', 279, 21, 6],
  ['Household', 'Clear', 'Dish soap 500 ml', 199, 13, 5],
  ['Household', 'Clear', 'Paper towels, 2 rolls', 249, 16, 6],
  ['Household', '', 'Carrier bag, paper', 30, 200, 50],
];

/** EAN-13 of the in-store range, with its check digit. */
const inStoreCode = (number: number): string => {
  const digits = `20${String(number).padStart(10, '0')}`;
  const weighted = [...digits].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return `${digits}${(10 - (weighted % 10)) % 10}`;
};

export interface DemoShopParts {
  readonly catalog: CatalogService;
  readonly classification: ClassificationService;
  readonly actor: Actor;
}

/** Puts the goods on the shelves. */
export const stockDemoShop = ({ catalog, classification, actor }: DemoShopParts): void => {
  const made = new Map<string, string>();
  const idOf = (name: string, make: (id: string) => { readonly id: string }): string | null => {
    if (name === '') return null;
    const id = made.get(name) ?? make(newId()).id;
    made.set(name, id);
    return id;
  };
  GOODS.forEach(([type, brand, name, price, openingStock, restockThreshold], index) => {
    catalog.createCatalogItem(
      {
        id: newId(),
        name,
        description: '',
        price: { amount: price, currency: DEMO_SHOP.currency },
        catalogTypeId: idOf(type, (id) => classification.createCatalogType({ id, type })),
        catalogBrandId: idOf(brand, (id) => classification.createCatalogBrand({ id, brand })),
        taxCategoryId: null,
        restockThreshold,
        maxStockThreshold: 0,
        stockPolicy: 'warn',
        barcodes: [inStoreCode(index + 1)],
        openingStock,
      },
      actor,
    );
  });
};
