import type { createBuyerQueries } from '../db/queries/buyer-queries.ts';
import type { createCatalogQueries } from '../db/queries/catalog-queries.ts';
import type { createJournalQueries } from '../db/queries/journal-queries.ts';
import type { createOrderQueries } from '../db/queries/order-queries.ts';
import type { BasketService } from '../domain/basket/basket-service.ts';
import type { BasketQueries } from '../domain/basket/ports.ts';
import type { BuyerGroupService } from '../domain/buyer/buyer-group-service.ts';
import type { BuyerService } from '../domain/buyer/buyer-service.ts';
import type { CatalogService } from '../domain/catalog/catalog-service.ts';
import type { ClassificationService } from '../domain/catalog/classification-service.ts';
import type { StockService } from '../domain/catalog/stock-service.ts';
import type { JournalVerdict, NewJournalEntry } from '../domain/contract/journal.ts';
import type { IdentityService } from '../domain/identity/identity-service.ts';
import type { OrderService } from '../domain/ordering/order-service.ts';
import type { PaymentService } from '../domain/payment/payment-service.ts';
import type { PricingService } from '../domain/pricing/pricing-service.ts';
import type { PrintingRepository } from '../domain/printing/ports.ts';
import { type PrintingService, viewOf } from '../domain/printing/printing-service.ts';
import type { Actor } from '../domain/shared/actor.ts';
import type { ShopRepository } from '../domain/till/shop.ts';
import type { SimulatedTerminal } from './adapters/simulated-terminal.ts';
import { DEMO_SHOP, stockDemoShop } from './demo-shop.ts';
import type { Handlers } from './handlers.ts';
import type { CatalogImport } from './import/catalog-import.ts';
import type { PrintingHost } from './printing/printing-host.ts';

export interface HandlerParts {
  readonly services: {
    readonly catalog: CatalogService;
    readonly classification: ClassificationService;
    readonly stock: StockService;
    readonly basket: BasketService;
    readonly ordering: OrderService;
    readonly payments: PaymentService;
    readonly pricing: PricingService;
    readonly buyers: BuyerService;
    readonly buyerGroups: BuyerGroupService;
    readonly identity: IdentityService;
  };
  readonly catalogQueries: ReturnType<typeof createCatalogQueries>;
  readonly orderQueries: ReturnType<typeof createOrderQueries>;
  readonly basketQueries: BasketQueries;
  readonly buyerQueries: ReturnType<typeof createBuyerQueries>;
  readonly shops: ShopRepository;
  readonly terminal: SimulatedTerminal;
  readonly imports: CatalogImport;
  readonly printing: { readonly service: PrintingService; readonly repository: PrintingRepository; readonly host: PrintingHost };
  readonly outbox: { waiting(): number };
  readonly journalQueries: ReturnType<typeof createJournalQueries>;
  readonly verifyJournal: () => Promise<JournalVerdict>;
  /** Writes a change of a setting that no service owns into the journal. */
  readonly noteSetting: (data: Extract<NewJournalEntry, { kind: 'setting-change' }>['data'], actor: Actor) => void;
  readonly version: string;
}

/** Which function answers which operation. Rules live in the services; here is only who is asked. */
export const createHandlers = (parts: HandlerParts): Handlers => {
  const { catalogQueries, orderQueries, basketQueries, buyerQueries, shops, terminal, imports, printing } = parts;
  const { catalog, classification, stock, basket, ordering, payments, pricing, buyers, buyerGroups, identity } = parts.services;

  const terminalView = () => ({ simulated: terminal.simulated, behaviour: terminal.behaviour });

  return {
    'identity.getSetup': () => {
      const shop = shops.shop();
      if (!shop) return { shop: null, users: [] };
      const { id: _id, ...view } = shop;
      return {
        shop: view,
        users: identity.getUsers().map(({ id, name, lastName, role }) => ({ id, name: `${name} ${lastName}`.trim(), role })),
      };
    },
    'identity.setUpShop': async ({ shop, owner }, session) => {
      session.signIn(await identity.setUpShop({ ...shop, demo: false }, owner));
      return session.view();
    },
    'identity.setUpDemoShop': async ({ id }, session) => {
      const { owner, ...secrets } = await identity.setUpDemoShop(DEMO_SHOP, id);
      session.signIn(owner);
      stockDemoShop({ catalog, classification, actor: session.actor });
      return { session: session.view(), ...secrets };
    },
    'identity.getSession': (_input, session) => session.view(),
    'identity.loginUser': async (input, session) => {
      session.signIn(await identity.loginUser(input));
      return session.view();
    },
    'identity.switchUser': async (input, session) => {
      session.signIn(await identity.switchUser(input));
      return session.view();
    },
    'identity.lock': (_input, session) => {
      session.lock();
      return session.view();
    },
    'identity.logoutUser': (_input, session) => {
      const { user } = session.view();
      if (user) identity.logoutUser(user);
      session.signOut();
      return session.view();
    },
    'identity.registerUser': (input, session) => identity.registerUser(input, session.actor),
    'identity.getUserById': ({ userId }) => identity.getUserById(userId),
    'identity.getUsers': () => identity.getUsers(),

    'catalog.getCatalogItems': (input) => catalogQueries.getCatalogItems(input),
    'catalog.getCatalogItemById': ({ id }) => catalogQueries.getCatalogItemById(id),
    'catalog.findByBarcode': ({ barcode }) => catalogQueries.findByBarcode(barcode),
    'catalog.createCatalogItem': (input, session) => catalog.createCatalogItem(input, session.actor),
    'catalog.updateCatalogItem': (input) => catalog.updateCatalogItem(input),
    'catalog.assignBarcode': (input) => catalog.assignBarcode(input),
    'catalog.deleteCatalogItem': (input) => catalog.deleteCatalogItem(input),
    'catalog.restoreCatalogItem': (input) => catalog.restoreCatalogItem(input),
    'catalog.setPicture': (input) => catalog.setPicture(input),
    'catalog.removePicture': (input) => catalog.removePicture(input),
    'catalog.getPicture': ({ pictureUri }) => catalogQueries.getPicture(pictureUri),
    'catalog.getCatalogTypes': () => catalogQueries.getCatalogTypes(),
    'catalog.createCatalogType': (input) => classification.createCatalogType(input),
    'catalog.updateCatalogType': (input) => classification.updateCatalogType(input),
    'catalog.deleteCatalogType': (input) => classification.deleteCatalogType(input),
    'catalog.getCatalogBrands': () => catalogQueries.getCatalogBrands(),
    'catalog.createCatalogBrand': (input) => classification.createCatalogBrand(input),
    'catalog.updateCatalogBrand': (input) => classification.updateCatalogBrand(input),
    'catalog.deleteCatalogBrand': (input) => classification.deleteCatalogBrand(input),
    'catalog.adjustStock': (input, session) => stock.adjustStock(input, session.actor),
    'catalog.receiveStock': (input, session) => stock.receiveStock(input, session.actor),
    'catalog.getStockMovements': (input) => catalogQueries.getStockMovements(input),

    'imports.upload': (input) => imports.upload(input),
    'imports.preview': ({ importId, mapping }) => imports.preview(importId, mapping),
    'imports.start': ({ importId }, session) => imports.start(importId, session.actor),
    'imports.getState': ({ importId }) => imports.getState(importId),
    'imports.cancel': ({ importId }) => imports.cancel(importId),

    'basket.getBasket': (_input, session) => basketQueries.basket(session.actor.userId),
    'basket.addItem': (input, session) => basket.addItem(input, session.actor),
    'basket.updateQuantity': (input, session) => basket.updateQuantity(input, session.actor),
    'basket.updateBasket': (input, session) => basket.updateBasket(input, session.actor),
    'basket.setBuyer': (input, session) => basket.setBuyer(input, session.actor),
    'basket.setLineDiscount': (input, session) => basket.setLineDiscount(input, session.actor),
    'basket.setDiscount': (input, session) => basket.setDiscount(input, session.actor),
    'basket.setPrice': (input, session) => basket.setPrice(input, session.actor),
    'basket.removeItem': (input, session) => basket.removeItem(input, session.actor),
    'basket.deleteBasket': (_input, session) => basket.deleteBasket(session.actor),
    'basket.checkout': (input, session) => basket.checkout(input, session.actor),

    'ordering.getOrderById': ({ orderId }) => ordering.getOrderById(orderId),
    'ordering.getOrders': (input) => orderQueries.getOrders(input),
    'ordering.getOrdersByUser': (input) => orderQueries.getOrders(input),
    'ordering.cancelOrder': (input, session) => ordering.cancelOrder(input, session.actor),

    'payment.processPayment': (input) => payments.processPayment(input),
    'payment.lookUpPayment': ({ paymentId }) => payments.lookUpPayment(paymentId),
    'payment.resolvePayment': (input) => payments.resolvePayment(input),
    'payment.getTerminal': terminalView,
    'payment.setTerminalBehaviour': ({ behaviour }, session) => {
      const changes = [{ name: 'behaviour', from: terminal.behaviour, to: behaviour }];
      parts.noteSetting({ setting: 'terminal', subjectId: null, changes }, session.actor);
      terminal.behaviour = behaviour;
      return terminalView();
    },

    'pricing.getTaxes': () => pricing.getTaxes(),
    'pricing.saveTax': (input, session) => pricing.saveTax(input, session.actor),
    'pricing.deleteTax': ({ id }, session) => pricing.deleteTax(id, session.actor),
    'pricing.saveTaxCategory': (input, session) => pricing.saveTaxCategory(input, session.actor),
    'pricing.deleteTaxCategory': ({ id }, session) => pricing.deleteTaxCategory(id, session.actor),
    'pricing.getPromotions': () => pricing.getPromotions(),
    'pricing.savePromotion': (input, session) => pricing.savePromotion(input, session.actor),
    'pricing.deletePromotion': ({ id }, session) => pricing.deletePromotion(id, session.actor),
    'pricing.getRules': () => pricing.getRules(),
    'pricing.setRules': (input, session) => pricing.setRules(input, session.actor),
    'journal.getJournal': (input) => parts.journalQueries.getJournal(input),
    'journal.verifyJournal': () => parts.verifyJournal(),
    'buyers.getBuyers': (input) => buyerQueries.getBuyers(input),
    'buyers.getBuyerById': ({ buyerId }) => buyerQueries.getBuyerById(buyerId),
    'buyers.createBuyer': (input) => buyers.createBuyer(input),
    'buyers.updateBuyer': (input) => buyers.updateBuyer(input),
    'buyers.setBuyerTerms': (input) => buyers.setBuyerTerms(input),
    'buyers.getBuyerNotes': (input) => buyerQueries.getBuyerNotes(input),
    'buyers.addBuyerNote': (input, session) => buyers.addBuyerNote(input, session.actor),
    'buyers.exportBuyer': (input) => buyers.exportBuyer(input),
    'buyers.eraseBuyer': (input) => buyers.eraseBuyer(input),
    'buyers.getBuyerGroups': () => buyerQueries.getBuyerGroups(),
    'buyers.createBuyerGroup': (input) => buyerGroups.createBuyerGroup(input),
    'buyers.updateBuyerGroup': (input) => buyerGroups.updateBuyerGroup(input),
    'buyers.deleteBuyerGroup': (input) => buyerGroups.deleteBuyerGroup(input),
    'printing.getPrinters': () => [...printing.repository.printers()],
    'printing.savePrinter': (input) => printing.service.savePrinter(input),
    'printing.removePrinter': ({ printerId }) => {
      printing.service.removePrinter(printerId);
      return {};
    },
    'printing.printTestPage': (input) => printing.service.printTestPage(input),
    'printing.getLayout': () => printing.service.layout(),
    'printing.saveLayout': (input) => printing.host.saveLayout(input),
    'printing.previewLayout': ({ layout, paperWidth }) => printing.host.previewLayout(layout, paperWidth),
    'printing.getReceiptPreview': (input) => printing.host.preview(input),
    'printing.printReceipt': (input, session) => printing.service.printReceipt(input, session.actor),
    'printing.saveReceiptPdf': (input) => printing.host.savePdf(input),
    'printing.getPrintJobs': () => printing.repository.openJobs().map(viewOf),
    'printing.retryJob': ({ jobId }) => printing.service.retryJob(jobId),
    'printing.skipJob': ({ jobId }) => printing.service.skipJob(jobId),
    'printing.moveJob': (input) => printing.service.moveJob(input),
    'printing.openDrawer': (input, session) => printing.service.openDrawer(input, session.actor),

    'till.getStatus': () => ({
      registerCode: shops.register()?.code ?? '',
      version: parts.version,
      waitingEvents: parts.outbox.waiting(),
      unresolvedPayments: orderQueries.unresolvedPayments(),
    }),
  };
};
