import { join } from 'node:path';
import { wrapDatabase } from '../db/database.ts';
import { stagedImports } from '../db/import/remove-staged.ts';
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
import { createProductLookup } from '../db/queries/product-lookup.ts';
import { createSqliteBasketRepository } from '../db/repositories/sqlite-basket-repository.ts';
import { createSqliteBuyerRepository } from '../db/repositories/sqlite-buyer-repository.ts';
import { createSqliteCatalogRepository } from '../db/repositories/sqlite-catalog-repository.ts';
import { createSqliteOrderRepository } from '../db/repositories/sqlite-order-repository.ts';
import { createSqlitePaymentRepository } from '../db/repositories/sqlite-payment-repository.ts';
import { createSqlitePricingRepository } from '../db/repositories/sqlite-pricing-repository.ts';
import { createSqlitePrintingRepository } from '../db/repositories/sqlite-printing-repository.ts';
import { createSqliteShopRepository } from '../db/repositories/sqlite-shop-repository.ts';
import { createSqliteUserRepository } from '../db/repositories/sqlite-user-repository.ts';
import { createUnitOfWork } from '../db/unit-of-work.ts';
import { createWriteTurn } from '../db/write-turn.ts';
import { BasketService } from '../domain/basket/basket-service.ts';
import { BuyerGroupService } from '../domain/buyer/buyer-group-service.ts';
import { BuyerService } from '../domain/buyer/buyer-service.ts';
import type { CatalogItemPriceChanged } from '../domain/catalog/catalog-item.ts';
import { CatalogService } from '../domain/catalog/catalog-service.ts';
import { ClassificationService } from '../domain/catalog/classification-service.ts';
import { StockService } from '../domain/catalog/stock-service.ts';
import { integrationEvents } from '../domain/contract/events.ts';
import type { Area } from '../domain/contract/operation.ts';
import type { OrderView } from '../domain/contract/ordering.ts';
import { IdentityService } from '../domain/identity/identity-service.ts';
import { OrderService } from '../domain/ordering/order-service.ts';
import { PaymentService } from '../domain/payment/payment-service.ts';
import { PricingService } from '../domain/pricing/pricing-service.ts';
import { PrintingService } from '../domain/printing/printing-service.ts';
import { type Clock, systemClock } from '../domain/shared/clock.ts';
import { EventBus } from '../domain/shared/event-bus.ts';
import { newId } from '../domain/shared/ids.ts';
import type { IntegrationEvent } from '../domain/shared/integration-event.ts';
import { requireShop } from '../domain/till/shop.ts';
import { argon2Hasher } from './adapters/argon2-hasher.ts';
import { createSimulatedTerminal } from './adapters/simulated-terminal.ts';
import { createHandlers } from './create-handlers.ts';
import { createDispatcher, type Dispatcher } from './dispatch.ts';
import { CatalogImport } from './import/catalog-import.ts';
import { watchClock } from './journal/clock-watch.ts';
import { recordEvents } from './journal/record-events.ts';
import { createJournalVerifier } from './journal/verify-journal.ts';
import { PrintQueue } from './printing/print-queue.ts';
import { createPrintingHost, type SystemPrinter } from './printing/printing-host.ts';

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

  const journal = createSqliteJournal(sqlite, clock);

  const listeners = new Set<(areas: readonly Area[]) => void>();
  const announce = (areas: readonly Area[]): void => {
    for (const listener of listeners) listener(areas);
  };

  const shops = createSqliteShopRepository(database);
  const shopSettings = cached(() => requireShop(shops));
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
    memoryFile: join(dataDir, 'simulated-terminal.json'),
    ...(options.terminalThinkingMs === undefined ? {} : { thinkingMs: options.terminalThinkingMs }),
    ...(options.terminalTimeoutMs === undefined ? {} : { timeoutMs: options.terminalTimeoutMs }),
  });

  const kernel = { unitOfWork, eventBus, clock };
  const pricingRepository = createSqlitePricingRepository(database);
  const pricing = new PricingService({ ...kernel, repository: pricingRepository, shop: { currency } });
  const buyerLookup = createBuyerLookup(database);
  const basketQueries = createBasketQueries(database, basketRepository, pricing, buyerLookup);
  const catalogParts = { ...kernel, repository: catalogRepository, queries: catalogQueries };
  const stock = new StockService(catalogParts);
  const payments = new PaymentService({ ...kernel, repository: paymentRepository, terminal });
  const ordering = new OrderService({ ...kernel, repository: orderRepository, queries: orderQueries, stock, payments });
  const services = {
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
      unitOfWork,
      repository: basketRepository,
      queries: basketQueries,
      products: createProductLookup(database),
      pricing,
      buyers: buyerLookup,
      orders: ordering,
    }),
    buyers: new BuyerService({
      ...kernel,
      repository: buyerRepository,
      queries: buyerQueries,
      shop: { name: () => shopSettings().name },
    }),
    buyerGroups: new BuyerGroupService({ ...kernel, repository: buyerRepository }),
    identity: new IdentityService({
      ...kernel,
      users: createSqliteUserRepository(database),
      hasher: argon2Hasher,
      shop: {
        exists: () => shops.shop() !== undefined,
        found: ({ taxRatePpm, ...shop }) => {
          shops.create({ id: newId(), ...shop }, taxRatePpm, { id: newId(), code: 'R1', incarnation: newId() }, clock.now());
        },
      },
    }),
  };

  eventBus.subscribe<CatalogItemPriceChanged>('catalog/item-price-changed', ({ itemId, price }) => {
    basketRepository.reprice(itemId, price);
  });

  const printingRepository = createSqlitePrintingRepository(database);
  const printing = new PrintingService({
    ...kernel,
    repository: printingRepository,
    orders: orderQueries,
    wake: () => printQueue.wake(),
  });
  const printingHost = createPrintingHost({
    dataDir,
    service: printing,
    repository: printingRepository,
    shop: shopSettings,
    now: () => clock.now(),
    systemPrinter: options.systemPrinter,
  });
  const printQueue = new PrintQueue({
    take: (isBusy) => printing.takeNext(isBusy),
    send: (job) => printingHost.send(job),
    ended: (job, failure) => printing.ended(job, failure),
    announce: () => announce(['printing']),
  });
  eventBus.subscribe<IntegrationEvent<'app.tillwright.ordering.order-paid.v1', OrderView>>(
    'app.tillwright.ordering.order-paid.v1',
    ({ data }) => {
      printing.orderPaid(data);
    },
  );
  printing.resume();
  printQueue.wake();

  const imports = new CatalogImport({
    dataDir,
    databaseFile,
    turn,
    staged: () => stagedImports(sqlite),
    isWriting: (isWriting) => leaveCheckpoints(sqlite, isWriting),
    currency,
    announce,
  });
  imports.removeStaged();

  const dispatcher = createDispatcher({
    handlers: createHandlers({
      services,
      catalogQueries,
      orderQueries,
      basketQueries,
      buyerQueries,
      shops,
      terminal,
      imports,
      printing: { service: printing, repository: printingRepository, host: printingHost },
      outbox,
      journalQueries: createJournalQueries(database),
      verifyJournal: createJournalVerifier(databaseFile),
      noteSetting: (data, { userId, userName }) => {
        unitOfWork.run(() => journal.add({ kind: 'setting-change', user: { id: userId, name: userName }, data }));
      },
      version: options.version,
    }),
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
      await dispatcher.idle();
      clockWatch.close();
      await imports.close();
      await printQueue.close();
      terminal.close();
      sqlite.close();
    },
  };
};

/** Reads once; a value that is not there yet is asked for again. */
const cached = <T>(read: () => T): (() => T) => {
  let value: T | undefined;
  return () => (value ??= read());
};
