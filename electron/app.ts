import { join } from 'node:path';
import { wrapDatabase } from '../db/database.ts';
import { stagedImports } from '../db/import/remove-staged.ts';
import { createToTell } from '../db/import/tell-items.ts';
import { createSqliteJournal } from '../db/journal.ts';
import { migrate } from '../db/migrate.ts';
import { leaveCheckpoints, type OpenOptions, openDatabase } from '../db/open.ts';
import { createSqliteOutbox } from '../db/outbox.ts';
import { createBasketQueries } from '../db/queries/basket-queries.ts';
import { createBuyerLookup } from '../db/queries/buyer-lookup.ts';
import { createBuyerQueries } from '../db/queries/buyer-queries.ts';
import { createCatalogQueries } from '../db/queries/catalog-queries.ts';
import { createJournalQueries } from '../db/queries/journal-queries.ts';
import { createOrderQueries } from '../db/queries/order-queries.ts';
import { createOversoldQueries } from '../db/queries/oversold-queries.ts';
import { createProductLookup } from '../db/queries/product-lookup.ts';
import { createShiftQueries } from '../db/queries/shift-queries.ts';
import { createSqliteBasketRepository } from '../db/repositories/sqlite-basket-repository.ts';
import { createSqliteBuyerRepository } from '../db/repositories/sqlite-buyer-repository.ts';
import { createSqliteCatalogRepository } from '../db/repositories/sqlite-catalog-repository.ts';
import { createSqliteLimitsRepository } from '../db/repositories/sqlite-limits-repository.ts';
import { createSqliteOrderRepository } from '../db/repositories/sqlite-order-repository.ts';
import { createSqlitePaymentRepository } from '../db/repositories/sqlite-payment-repository.ts';
import { createSqlitePricingRepository } from '../db/repositories/sqlite-pricing-repository.ts';
import { createSqlitePrintingRepository } from '../db/repositories/sqlite-printing-repository.ts';
import { createSqliteReceiptKeyRepository } from '../db/repositories/sqlite-receipt-key-repository.ts';
import { createSaleLookup, createSqliteReturnRepository } from '../db/repositories/sqlite-return-repository.ts';
import { createSqliteShiftRepository } from '../db/repositories/sqlite-shift-repository.ts';
import { createSqliteShopRepository } from '../db/repositories/sqlite-shop-repository.ts';
import { createSqliteTenderRepository } from '../db/repositories/sqlite-tender-repository.ts';
import { createSqliteUserRepository } from '../db/repositories/sqlite-user-repository.ts';
import { createUnitOfWork } from '../db/unit-of-work.ts';
import { createWriteTurn } from '../db/write-turn.ts';
import { Grants } from '../domain/approval/grants.ts';
import { LimitService } from '../domain/approval/limit-service.ts';
import { BasketService } from '../domain/basket/basket-service.ts';
import { BuyerGroupService } from '../domain/buyer/buyer-group-service.ts';
import { BuyerService } from '../domain/buyer/buyer-service.ts';
import type { CatalogItemPriceChanged } from '../domain/catalog/catalog-item.ts';
import { CatalogService } from '../domain/catalog/catalog-service.ts';
import { ClassificationService } from '../domain/catalog/classification-service.ts';
import { StockService } from '../domain/catalog/stock-service.ts';
import { integrationEvents } from '../domain/contract/events.ts';
import type { Area } from '../domain/contract/operation.ts';
import type { UserChanged } from '../domain/identity/identity-events.ts';
import { IdentityService } from '../domain/identity/identity-service.ts';
import { StaffService } from '../domain/identity/staff-service.ts';
import { OrderService } from '../domain/ordering/order-service.ts';
import { PaymentService } from '../domain/payment/payment-service.ts';
import { tellPayments } from '../domain/payment/tell-payments.ts';
import { PricingService } from '../domain/pricing/pricing-service.ts';
import { ReturnService } from '../domain/returns/return-service.ts';
import type { Actor } from '../domain/shared/actor.ts';
import { type Clock, systemClock } from '../domain/shared/clock.ts';
import { EventBus } from '../domain/shared/event-bus.ts';
import { newId } from '../domain/shared/ids.ts';
import type { IntegrationEvent } from '../domain/shared/integration-event.ts';
import { settingsChanged } from '../domain/shared/settings-changed.ts';
import { ShiftService } from '../domain/shift/shift-service.ts';
import { requireShop } from '../domain/till/shop.ts';
import { argon2Hasher } from './adapters/argon2-hasher.ts';
import { createReceiptKeys } from './adapters/receipt-keys.ts';
import { createSimulatedTerminal } from './adapters/simulated-terminal.ts';
import { createUserLookup } from './adapters/user-lookup.ts';
import { createApprove } from './approve.ts';
import { createHandlers } from './create-handlers.ts';
import { CustomerDisplay } from './customer-display.ts';
import { createDispatcher, type Dispatcher } from './dispatch.ts';
import { CatalogImport } from './import/catalog-import.ts';
import { watchClock } from './journal/clock-watch.ts';
import { recordEvents } from './journal/record-events.ts';
import { createJournalVerifier } from './journal/verify-journal.ts';
import { createPrinting } from './printing/create-printing.ts';
import type { SystemPrinter } from './printing/printing-host.ts';
import { actorOf } from './sessions.ts';
import { createSync } from './sync/create-sync.ts';
import { createKeyFileStore, type SecretStore } from './sync/secret-store.ts';
import type { SyncTiming } from './sync/sync-messages.ts';

export interface AppOptions {
  /** The folder that holds the database and everything else the app writes. Made when missing. */
  readonly dataDir: string;
  readonly version: string;
  readonly clock?: Clock;
  /** Milliseconds that pass alike whatever the clock is set to. */
  readonly monotonic?: () => number;
  /** For the proofs: other settings of the file than a shop's. */
  readonly open?: OpenOptions;
  /** How long the simulated terminal takes, in milliseconds. */
  readonly terminalThinkingMs?: number;
  readonly terminalTimeoutMs?: number;
  /** The printers of the operating system, where the host can reach them. */
  readonly systemPrinter?: SystemPrinter;
  /** The key store of the operating system, where the host can reach it; else a key lies beside the data. */
  readonly secrets?: SecretStore | undefined;
  /** Calls back when the network returns or the computer wakes up; returns the way to stop it. */
  readonly onNetworkBack?: (back: () => void) => () => void;
  /** For tests: other waits and timeouts of the exchange than a shop's. */
  readonly syncTiming?: SyncTiming;
}

/** The running till, the same under every host. */
export interface TillApp {
  readonly dispatcher: Dispatcher;
  /** Calls `listener` with the areas that changed; returns the way to stop it. */
  onChanged(listener: (areas: readonly Area[]) => void): () => void;
  /** Finishes what runs and closes the file. */
  close(): Promise<void>;
}

/** The name of the database within the data folder. */
export const DATABASE_FILE = 'till.db';
/** The simulated terminal's own memory. */
export const TERMINAL_FILE = 'simulated-terminal.json';

/**
 * The composition root: opens the file, migrates it, and wires services, repositories and adapters.
 * @throws DomainError `shared/database-newer`, `shared/database-foreign`, `shared/database-damaged`
 */
export const createApp = async (options: AppOptions): Promise<TillApp> => {
  const { dataDir, clock = systemClock, monotonic = () => performance.now() } = options;
  const databaseFile = join(dataDir, DATABASE_FILE);
  const sqlite = openDatabase(databaseFile, options.open);
  migrate(sqlite);
  const database = wrapDatabase(sqlite);

  const eventBus = new EventBus();
  const turn = createWriteTurn();
  const unitOfWork = createUnitOfWork(sqlite, eventBus, clock, turn);
  const outbox = createSqliteOutbox(sqlite, clock);
  for (const type of Object.keys(integrationEvents)) {
    eventBus.subscribe<IntegrationEvent>(type, (event) => {
      outbox.add(event);
    });
  }

  tellPayments(eventBus);

  const journal = createSqliteJournal(sqlite, clock);

  const listeners = new Set<(areas: readonly Area[]) => void>();
  const announce = (areas: readonly Area[]): void => {
    for (const listener of listeners) listener(areas);
    // Whatever changed may have left events; it looks itself.
    sync.wake();
  };

  const shops = createSqliteShopRepository(database);
  const shopSettings = cached(() => requireShop(shops));
  const renameShop = (name: string, { userId, userName }: Actor): { name: string } => {
    const from = shopSettings().name;
    unitOfWork.run<null>(() => {
      shops.rename(name);
      eventBus.publish(settingsChanged('shop', { name }, clock.now()));
      const data = { setting: 'shop' as const, subjectId: null, changes: [{ name: 'name', from, to: name }] };
      if (name !== from) journal.add({ kind: 'setting-change', user: { id: userId, name: userName }, data });
      return null;
    });
    shopSettings.forget();
    return { name };
  };
  const currency = (): string => shopSettings().currency;
  const catalogRepository = createSqliteCatalogRepository(database);
  const catalogQueries = createCatalogQueries(database);
  const orderRepository = createSqliteOrderRepository(database);
  const paymentRepository = createSqlitePaymentRepository(database);
  const orderQueries = createOrderQueries(database, orderRepository, paymentRepository);
  recordEvents(eventBus, journal, orderQueries.order);
  const basketRepository = createSqliteBasketRepository(database, currency);
  const buyerRepository = createSqliteBuyerRepository(database);
  const buyerQueries = createBuyerQueries(database);
  const terminal = createSimulatedTerminal({
    memoryFile: join(dataDir, TERMINAL_FILE),
    ...(options.terminalThinkingMs === undefined ? {} : { thinkingMs: options.terminalThinkingMs }),
    ...(options.terminalTimeoutMs === undefined ? {} : { timeoutMs: options.terminalTimeoutMs }),
  });

  const kernel = { unitOfWork, eventBus, clock };
  const printingRepository = createSqlitePrintingRepository(database);
  const pricingRepository = createSqlitePricingRepository(database);
  const pricing = new PricingService({ ...kernel, repository: pricingRepository, shop: { currency } });
  const buyerLookup = createBuyerLookup(database);
  const limits = new LimitService({ ...kernel, repository: createSqliteLimitsRepository(database) });
  const grants = new Grants(monotonic);
  const registerCode = (): string => shops.register()?.code ?? '';
  const receiptKeys = createReceiptKeys({
    repository: createSqliteReceiptKeyRepository(database),
    unitOfWork,
    eventBus,
    clock,
    registerCode,
  });
  const saleLookup = createSaleLookup(database, orderQueries);
  const returns = new ReturnService({
    sales: saleLookup,
    products: saleLookup,
    keys: receiptKeys,
    repository: createSqliteReturnRepository(database, currency),
    worth: (sold, before, units) => pricing.takeBack(sold, before, units),
    registerCode,
    unitOfWork,
    clock,
  });
  const basketQueries = createBasketQueries(database, basketRepository, pricing, buyerLookup, returns);
  const catalogParts = { ...kernel, repository: catalogRepository, queries: catalogQueries, limits };
  const stock = new StockService(catalogParts);
  const tenders = createSqliteTenderRepository(database);
  const shiftQueries = createShiftQueries(database);
  const shifts = new ShiftService({
    ...kernel,
    repository: createSqliteShiftRepository(database),
    queries: shiftQueries,
    shop: {
      name: () => shopSettings().name,
      registerCode,
      currency,
      foreignCurrencies: () => tenders.tenderRules().foreignCurrencies.map((foreign) => foreign.currency),
    },
    unresolved: () => ({
      payments: orderQueries.unresolvedPayments(),
      openOrders: shiftQueries.openOrders(),
      waitingEvents: outbox.waiting(),
      stoppedPrints: printingRepository.openJobs().filter(({ state }) => state === 'failed' || state === 'unsure').length,
    }),
    limits,
    journal,
  });
  const currentShift = (): number => shifts.currentShift();
  const payments = new PaymentService({
    ...kernel,
    repository: paymentRepository,
    vouchers: tenders,
    accounts: tenders,
    tenders,
    cashRounding: () => pricing.cashRounding(),
    currency,
    currentShift,
    terminal,
  });
  const ordering = new OrderService({
    ...kernel,
    repository: orderRepository,
    queries: orderQueries,
    stock,
    payments,
    currentShift,
    limits,
  });
  const users = createSqliteUserRepository(database);
  const identity = new IdentityService({
    ...kernel,
    users,
    hasher: argon2Hasher,
    shop: {
      exists: () => shops.shop() !== undefined,
      found: ({ taxRatePpm, registerCode: code, ...shop }) => {
        shops.create({ id: newId(), ...shop }, taxRatePpm, { id: newId(), code, incarnation: newId() }, clock.now());
        receiptKeys.ensureOwn();
        pricing.tellTaxes();
      },
    },
  });
  const services = {
    shifts,
    catalog: new CatalogService({
      ...catalogParts,
      shop: { currency, hasTaxCategory: (id) => pricing.getTaxes().categories.some((category) => category.id === id) },
    }),
    classification: new ClassificationService(catalogParts),
    pricing,
    stock,
    payments,
    ordering,
    basket: new BasketService({
      ...kernel,
      registerCode,
      repository: basketRepository,
      queries: basketQueries,
      products: createProductLookup(database),
      pricing,
      buyers: buyerLookup,
      orders: ordering,
      limits,
      returns: {
        find: ({ itemId, ...name }) => returns.find(name, itemId),
        unitsBack: (itemIds) => returns.unitsBack(itemIds),
        refundable: (orderIds) => returns.refundable(orderIds),
      },
    }),
    returns,
    limits,
    buyers: new BuyerService({
      ...kernel,
      repository: buyerRepository,
      queries: buyerQueries,
      limits,
      accounts: tenders,
      shop: { name: () => shopSettings().name, currency },
    }),
    buyerGroups: new BuyerGroupService({ ...kernel, repository: buyerRepository }),
    identity,
    staff: new StaffService({ ...kernel, users, hasher: argon2Hasher, identity }),
  };

  eventBus.subscribe<CatalogItemPriceChanged>('catalog/item-price-changed', ({ itemId, price }) => {
    basketRepository.reprice(itemId, price);
  });

  const userOf = createUserLookup(users, eventBus);
  eventBus.subscribe<UserChanged>('identity/user-changed', ({ before, after }) => {
    grants.revoke(after.id);
    if (before.retiredAt === null && after.retiredAt !== null) services.basket.parkOnLeaving(actorOf(before));
  });

  const printing = createPrinting({
    ...kernel,
    dataDir,
    repository: printingRepository,
    limits,
    orders: orderQueries,
    shop: shopSettings,
    codesOf: (order) => returns.codesOf(order),
    balanceAfter: (paymentId) => tenders.balanceAfter(paymentId),
    systemPrinter: options.systemPrinter,
    announce,
  });
  const toTell = createToTell(sqlite);
  // Of a shop from before it told its settings.
  unitOfWork.run<null>(() => {
    if (!toTell.takeShop()) return null;
    pricing.tellAll();
    const at = clock.now();
    eventBus.publish(settingsChanged('shop', { name: shopSettings().name }, at));
    eventBus.publish(settingsChanged('tenders', tenders.tenderRules(), at), settingsChanged('limits', limits.getLimits(), at));
    services.basket.tellParked();
    return null;
  });
  // Of a register from before receipts were signed.
  if (shops.register()) receiptKeys.ensureOwn();
  printing.begin();

  const imports = new CatalogImport({
    dataDir,
    databaseFile,
    turn,
    staged: () => stagedImports(sqlite),
    isUntold: toTell.isPending,
    isWriting: (isWriting) => leaveCheckpoints(sqlite, isWriting),
    currency,
    announce,
  });
  imports.removeStaged();
  imports.tellImported();

  const oversold = createOversoldQueries(sqlite);
  const forgetRemembered = (): void => {
    for (const service of [pricing, payments, limits, shopSettings]) service.forget();
  };
  const sync = createSync({
    ...{ databaseFile, database, turn, unitOfWork, clock, journal, outbox, shops, receiptKeys, announce, identity },
    secrets: options.secrets ?? createKeyFileStore(dataDir),
    timing: options.syncTiming ?? {},
    applied: forgetRemembered,
    oversold: () => oversold.count(),
  });
  const stopListening = options.onNetworkBack?.(() => sync.networkBack());

  const dispatcher = createDispatcher({
    handlers: createHandlers({
      services,
      catalogQueries,
      orderQueries,
      basketQueries,
      shiftQueries,
      buyerQueries,
      shops,
      terminal,
      imports,
      printing,
      receiptKeys,
      grants,
      display: new CustomerDisplay({
        shopName: () => shops.shop()?.name ?? '',
        basket: (userId) => basketQueries.basket(userId),
        order: (orderId) => orderQueries.order(orderId),
        monotonic,
      }),
      approve: createApprove({ grants, identity: services.identity, clock }),
      outbox,
      journalQueries: createJournalQueries(database),
      verifyJournal: createJournalVerifier(databaseFile),
      noteSetting: (data, { userId, userName }) => {
        unitOfWork.run(() => journal.add({ kind: 'setting-change', user: { id: userId, name: userName }, data }));
      },
      renameShop,
      sync,
      oversold: { queries: oversold, unitOfWork, clock },
      version: options.version,
    }),
    grants,
    userOf,
    announce,
    // The message alone: an input may hold a password.
    reportFault: (operation, error) => {
      console.error(`fault in ${operation}:`, error instanceof Error ? error.stack : error);
    },
  });

  const clockWatch = watchClock({ clock, monotonic, journal, unitOfWork });

  // An answer that comes on its own changes orders without a command.
  terminal.onAnswer(() => announce(['orders', 'till', 'stock']));
  await payments.resume();

  return {
    dispatcher,
    onChanged(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      stopListening?.();
      await dispatcher.idle();
      await sync.close();
      clockWatch.close();
      await imports.close();
      await printing.close();
      terminal.close();
      sqlite.close();
    },
  };
};

/** Reads once, and again after it was told to forget; a value that is not there yet is asked for again. */
const cached = <T>(read: () => T): { (): T; forget(): void } => {
  let value: T | undefined;
  const get = (): T => {
    value ??= read();
    return value;
  };
  return Object.assign(get, {
    forget: () => {
      value = undefined;
    },
  });
};
