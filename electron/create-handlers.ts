import type { createBuyerQueries } from '../db/queries/buyer-queries.ts';
import type { createCatalogQueries } from '../db/queries/catalog-queries.ts';
import type { createJournalQueries } from '../db/queries/journal-queries.ts';
import type { createOrderQueries } from '../db/queries/order-queries.ts';
import type { createShiftQueries } from '../db/queries/shift-queries.ts';
import type { Grants } from '../domain/approval/grants.ts';
import type { LimitService } from '../domain/approval/limit-service.ts';
import type { BasketService } from '../domain/basket/basket-service.ts';
import type { BasketQueries } from '../domain/basket/ports.ts';
import type { BuyerGroupService } from '../domain/buyer/buyer-group-service.ts';
import type { BuyerService } from '../domain/buyer/buyer-service.ts';
import type { CatalogService } from '../domain/catalog/catalog-service.ts';
import type { ClassificationService } from '../domain/catalog/classification-service.ts';
import type { StockService } from '../domain/catalog/stock-service.ts';
import type { JournalVerdict, NewJournalEntry } from '../domain/contract/journal.ts';
import type { ShiftReport } from '../domain/contract/shifts.ts';
import type { ReceiptKeyView } from '../domain/contract/till.ts';
import type { IdentityService } from '../domain/identity/identity-service.ts';
import type { StaffService } from '../domain/identity/staff-service.ts';
import type { OrderService } from '../domain/ordering/order-service.ts';
import type { PaymentService } from '../domain/payment/payment-service.ts';
import type { PricingService } from '../domain/pricing/pricing-service.ts';
import type { PrintingRepository } from '../domain/printing/ports.ts';
import { type PrintingService, viewOf } from '../domain/printing/printing-service.ts';
import type { ReturnService } from '../domain/returns/return-service.ts';
import type { Actor } from '../domain/shared/actor.ts';
import type { ShiftService } from '../domain/shift/shift-service.ts';
import type { ShopRepository } from '../domain/till/shop.ts';
import type { ReceiptKeyRing } from './adapters/receipt-keys.ts';
import type { SimulatedTerminal } from './adapters/simulated-terminal.ts';
import type { createApprove } from './approve.ts';
import type { CustomerDisplay } from './customer-display.ts';
import { DEMO_SHOP, stockDemoShop } from './demo-shop.ts';
import type { Handlers } from './handlers.ts';
import type { CatalogImport } from './import/catalog-import.ts';
import type { PrintingHost } from './printing/printing-host.ts';
import type { Session } from './sessions.ts';
import type { Sync } from './sync/create-sync.ts';
import { oversoldHandlers } from './sync/oversold-handlers.ts';

export interface HandlerParts {
  readonly services: {
    readonly shifts: ShiftService;
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
    readonly staff: StaffService;
    readonly returns: ReturnService;
    readonly limits: LimitService;
  };
  readonly catalogQueries: ReturnType<typeof createCatalogQueries>;
  readonly orderQueries: ReturnType<typeof createOrderQueries>;
  readonly basketQueries: BasketQueries;
  readonly shiftQueries: ReturnType<typeof createShiftQueries>;
  readonly buyerQueries: ReturnType<typeof createBuyerQueries>;
  readonly shops: ShopRepository;
  readonly terminal: SimulatedTerminal;
  readonly imports: CatalogImport;
  readonly printing: { readonly service: PrintingService; readonly repository: PrintingRepository; readonly host: PrintingHost };
  readonly receiptKeys: ReceiptKeyRing;
  readonly grants: Grants;
  readonly approve: ReturnType<typeof createApprove>;
  readonly display: CustomerDisplay;
  readonly outbox: { waiting(): number };
  readonly journalQueries: ReturnType<typeof createJournalQueries>;
  readonly verifyJournal: () => Promise<JournalVerdict>;
  /** Writes a change of a setting that no service owns into the journal. */
  readonly noteSetting: (data: Extract<NewJournalEntry, { kind: 'setting-change' }>['data'], actor: Actor) => void;
  readonly renameShop: (name: string, actor: Actor) => { name: string };
  readonly sync: Pick<Sync, 'handlers' | 'joinStore'>;
  readonly oversold: Omit<Parameters<typeof oversoldHandlers>[0], 'stock'>;
  readonly version: string;
}

/** Which function answers which operation. Rules live in the services; here is only who is asked. */
export const createHandlers = (parts: HandlerParts): Handlers => {
  const { catalogQueries, orderQueries, basketQueries, shiftQueries, buyerQueries, shops, terminal, imports, printing } = parts;
  const {
    catalog,
    classification,
    stock,
    basket,
    ordering,
    payments,
    pricing,
    buyers,
    buyerGroups,
    identity,
    staff,
    returns,
    limits,
    shifts,
  } = parts.services;

  const { receiptKeys, grants, display } = parts;
  const forgetApproved = (session: Session): void => {
    const { user } = session.view();
    if (user) grants.forget(user.id);
  };
  const noteKeys = (before: readonly ReceiptKeyView[], after: readonly ReceiptKeyView[], actor: Actor): void => {
    const names = (keys: readonly ReceiptKeyView[]) =>
      keys.map(({ registerCode, fingerprint }) => `${registerCode} ${fingerprint}`);
    const [from, to] = [names(before).join(', ').slice(0, 2000), names(after).join(', ').slice(0, 2000)];
    if (from !== to)
      parts.noteSetting({ setting: 'receipt-keys', subjectId: null, changes: [{ name: 'keys', from, to }] }, actor);
  };

  const terminalView = () => ({ simulated: terminal.simulated, behaviour: terminal.behaviour });

  const reportOf = (which: 'x' | number, actor: Actor): ShiftReport =>
    which === 'x' ? shifts.getXReport(actor) : shifts.getZReport({ number: which });

  return {
    'identity.getSetup': () => {
      const shop = shops.shop();
      if (!shop) return { shop: null, users: [] };
      const { id: _id, ...view } = shop;
      return {
        shop: view,
        users: identity
          .getUsers()
          .filter(({ retiredAt }) => retiredAt === null)
          .map(({ id, name, lastName, role }) => ({ id, name: `${name} ${lastName}`.trim(), role })),
      };
    },
    'identity.setUpShop': async ({ shop, owner }, session) => {
      session.signIn(await identity.setUpShop({ ...shop, demo: false }, owner));
      display.follow(session);
      return session.view();
    },
    'identity.setUpDemoShop': async ({ id }, session) => {
      const { owner, ...secrets } = await identity.setUpDemoShop(DEMO_SHOP, id);
      session.signIn(owner);
      display.follow(session);
      stockDemoShop({ catalog, classification, actor: session.actor });
      return { session: session.view(), ...secrets };
    },
    'identity.getSession': (_input, session) => session.view(),
    'identity.loginUser': async (input, session) => {
      session.signIn(await identity.loginUser(input));
      display.follow(session);
      basket.takeUpAfterLock(session.actor);
      return session.view();
    },
    'identity.switchUser': async (input, session) => {
      const user = await identity.switchUser(input);
      forgetApproved(session);
      session.signIn(user);
      display.follow(session);
      basket.takeUpAfterLock(session.actor);
      return session.view();
    },
    'identity.lock': (_input, session) => {
      forgetApproved(session);
      const { user, locked } = session.view();
      if (user && !locked) basket.parkOnLock(session.actor);
      session.lock();
      return session.view();
    },
    'identity.logoutUser': (_input, session) => {
      const { user } = session.view();
      forgetApproved(session);
      if (user) identity.logoutUser(user);
      session.signOut();
      return session.view();
    },
    'identity.registerUser': (input, session) => identity.registerUser(input, session.actor),
    'identity.updateUser': (input, session) => staff.updateUser(input, session.actor),
    'identity.setSecrets': (input, session) => staff.setSecrets(input, session.actor),
    'identity.retireUser': (input, session) => staff.retireUser(input, session.actor),
    'identity.reinstateUser': (input, session) => staff.reinstateUser(input, session.actor),
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
    'basket.parkBasket': (input, session) => basket.parkBasket(input, session.actor),
    'basket.getParkedBaskets': () => basketQueries.parked(),
    'basket.takeUpBasket': (input, session) => basket.takeUpBasket(input, session.actor),
    'basket.discardParkedBasket': (input) => basket.discardParkedBasket(input),
    'basket.addReturn': (input, session) => basket.addReturn(input, session.actor),
    'basket.updateReturn': (input, session) => basket.updateReturn(input, session.actor),
    'basket.setBuyer': (input, session) => basket.setBuyer(input, session.actor),
    'basket.setLineDiscount': (input, session) => basket.setLineDiscount(input, session.actor),
    'basket.setDiscount': (input, session) => basket.setDiscount(input, session.actor),
    'basket.setPrice': (input, session) => basket.setPrice(input, session.actor),
    'basket.removeItem': (input, session) => basket.removeItem(input, session.actor),
    'basket.deleteBasket': (_input, session) => basket.deleteBasket(session.actor),
    'basket.checkout': (input, session) => display.sells(input.orderId, session, () => basket.checkout(input, session.actor)),

    'ordering.getOrderById': ({ orderId }) => ordering.getOrderById(orderId),
    'ordering.getOrders': (input) => orderQueries.getOrders(input),
    'ordering.getOrdersByUser': (input) => orderQueries.getOrders(input),
    'ordering.sellVoucher': (input, session) =>
      display.sells(input.orderId, session, () => ordering.sellVoucher(input, session.actor)),
    'ordering.settleAccount': (input, session) =>
      display.sells(input.orderId, session, () => ordering.settleAccount(input, session.actor)),
    'ordering.cancelOrder': (input, session) => ordering.cancelOrder(input, session.actor),

    'payment.processPayment': (input, session) =>
      display.sells(input.orderId, session, () => payments.processPayment(input, session.actor)),
    'payment.cancelPayment': (input, session) => payments.cancelPayment(input, session.actor),
    'payment.getVoucher': (input) => payments.getVoucher(input),
    'payment.getTenderRules': () => payments.getTenderRules(),
    'payment.setTenderRules': (input, session) => payments.setTenderRules(input, session.actor),
    'payment.lookUpPayment': ({ paymentId }) => payments.lookUpPayment(paymentId),
    'payment.resolvePayment': (input, session) => payments.resolvePayment(input, session.actor),
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
    'buyers.setBuyerTerms': (input, session) => buyers.setBuyerTerms(input, session.actor),
    'buyers.getBuyerNotes': (input) => buyerQueries.getBuyerNotes(input),
    'buyers.addBuyerNote': (input, session) => buyers.addBuyerNote(input, session.actor),
    'buyers.getAccount': (input) => buyers.getAccount(input),
    'buyers.getStatement': (input) => buyerQueries.getStatement(input),
    'buyers.exportBuyer': (input) => buyers.exportBuyer(input),
    'buyers.eraseBuyer': (input) => buyers.eraseBuyer(input),
    'buyers.getBuyerGroups': () => buyerQueries.getBuyerGroups(),
    'buyers.createBuyerGroup': (input) => buyerGroups.createBuyerGroup(input),
    'buyers.updateBuyerGroup': (input) => buyerGroups.updateBuyerGroup(input),
    'buyers.deleteBuyerGroup': (input) => buyerGroups.deleteBuyerGroup(input),
    'printing.getPrinters': () => [...printing.repository.printers()],
    'printing.savePrinter': (input, session) => printing.service.savePrinter(input, session.actor),
    'printing.removePrinter': ({ printerId }, session) => {
      printing.service.removePrinter(printerId, session.actor);
      return {};
    },
    'printing.printTestPage': (input) => printing.service.printTestPage(input),
    'printing.getLayout': () => printing.service.layout(),
    'printing.saveLayout': (input, session) => printing.host.saveLayout(input, session.actor),
    'printing.previewLayout': ({ layout, paperWidth }) => printing.host.previewLayout(layout, paperWidth),
    'printing.getReceiptPreview': (input) => printing.host.preview(input),
    'printing.printReceipt': (input, session) => printing.service.printReceipt(input, session.actor),
    'printing.saveReceiptPdf': (input, session) => printing.host.savePdf(input, session.actor),
    'printing.getPrintJobs': () => printing.repository.openJobs().map(viewOf),
    'printing.retryJob': ({ jobId }) => printing.service.retryJob(jobId),
    'printing.skipJob': ({ jobId }) => printing.service.skipJob(jobId),
    'printing.moveJob': (input) => printing.service.moveJob(input),
    'printing.openDrawer': (input, session) => printing.service.openDrawer(input, session.actor),

    'approvals.getLimits': () => limits.getLimits(),
    'approvals.setLimits': (input, session) => limits.setLimits(input, session.actor),
    'approvals.approve': (input, session) => parts.approve(input, session),

    'returns.getReturnable': (input) => returns.getReturnable(input),
    'returns.getReceiptCodes': ({ orderId }) => ({ codes: returns.codesOf(ordering.getOrderById(orderId)) }),
    'returns.takeInReturns': (input) => returns.takeInReturns(input),
    'returns.getDoubleReturns': () => returns.getDoubleReturns(),
    'returns.resolveDoubleReturn': (input, session) => returns.resolveDoubleReturn(input, session.actor),

    'till.getDisplay': () => display.view(),
    'till.setShop': ({ name }, session) => parts.renameShop(name, session.actor),

    'till.getReceiptKeys': () => receiptKeys.all(),
    'till.addReceiptKey': ({ text }, session) => {
      const before = receiptKeys.all();
      const keys = receiptKeys.add(text);
      noteKeys(before, keys, session.actor);
      return keys;
    },
    'till.removeReceiptKey': ({ fingerprint }, session) => {
      const before = receiptKeys.all();
      const keys = receiptKeys.remove(fingerprint);
      noteKeys(before, keys, session.actor);
      return keys;
    },
    'shifts.getShift': (_input, session) => shifts.getShift(session.actor),
    'shifts.openShift': (input, session) => shifts.openShift(input, session.actor),
    'shifts.addMovement': (input, session) => shifts.addMovement(input, session.actor),
    'shifts.getXReport': (_input, session) => shifts.getXReport(session.actor),
    'shifts.getZReport': (input) => shifts.getZReport(input),
    'shifts.closeShift': (input, session) => shifts.closeShift(input, session.actor),
    'shifts.getShifts': (input) => shiftQueries.getShifts(input),
    'shifts.previewReport': ({ report, paperWidth }, session) =>
      printing.host.previewReport(reportOf(report, session.actor), paperWidth),
    'shifts.printReport': ({ id, report, printerId }, session) =>
      printing.service.printReport({ id, printerId, report: reportOf(report, session.actor) }, session.actor),
    'shifts.setCashRules': (input, session) => shifts.setCashRules(input, session.actor),

    ...parts.sync.handlers,
    'sync.joinStore': async (input, session) => {
      session.signIn(await parts.sync.joinStore(input));
      display.follow(session);
      return session.view();
    },
    ...oversoldHandlers({ ...parts.oversold, stock }),
    'till.getStatus': () => ({
      registerCode: shops.register()?.code ?? '',
      version: parts.version,
      waitingEvents: parts.outbox.waiting(),
      shiftOfDay: shifts.shiftOfDay(),
      unresolvedPayments: orderQueries.unresolvedPayments(),
      doubleReturns: returns.getDoubleReturns().length,
    }),
  };
};
