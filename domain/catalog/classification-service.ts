import type { CatalogBrandView, CatalogTypeView } from '../contract/catalog.ts';
import type { Clock } from '../shared/clock.ts';
import { DomainError, type ErrorCode } from '../shared/errors.ts';
import type { EventBus } from '../shared/event-bus.ts';
import { integrationEvent } from '../shared/integration-event.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { CatalogRepository } from './ports.ts';

/** A kind of name that items are sorted under: types and brands behave alike and differ in words only. */
interface Classification<V extends { readonly id: string; readonly items: number; readonly archived: boolean }> {
  readonly word: 'type' | 'brand';
  readonly notFound: ErrorCode;
  find(id: string): V | undefined;
  findByName(name: string): V | undefined;
  save(id: string, name: string, archived: boolean): void;
  delete(id: string): void;
  nameOf(view: V): string;
}

interface Parts {
  readonly repository: CatalogRepository;
  readonly unitOfWork: UnitOfWork;
  readonly eventBus: EventBus;
  readonly clock: Clock;
}

/** Types and brands. */
export class ClassificationService {
  readonly #parts: Parts;
  readonly #types: Classification<CatalogTypeView>;
  readonly #brands: Classification<CatalogBrandView>;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { repository } = parts;
    this.#types = {
      word: 'type',
      notFound: 'catalog/type-not-found',
      find: (id) => repository.type(id),
      findByName: (name) => repository.typeByName(name),
      save: (id, name, archived) => repository.saveType(id, name, archived),
      delete: (id) => repository.deleteType(id),
      nameOf: ({ type }) => type,
    };
    this.#brands = {
      word: 'brand',
      notFound: 'catalog/brand-not-found',
      find: (id) => repository.brand(id),
      findByName: (name) => repository.brandByName(name),
      save: (id, name, archived) => repository.saveBrand(id, name, archived),
      delete: (id) => repository.deleteBrand(id),
      nameOf: ({ brand }) => brand,
    };
  }

  /** An archived type of this name is taken up again. @throws DomainError `catalog/name-taken` */
  createCatalogType({ id, type }: { readonly id: string; readonly type: string }): CatalogTypeView {
    return this.#create(this.#types, id, type);
  }

  /** @throws DomainError `catalog/type-not-found`, `catalog/name-taken` */
  updateCatalogType({ id, type }: { readonly id: string; readonly type: string }): CatalogTypeView {
    return this.#rename(this.#types, id, type);
  }

  /** @throws DomainError `catalog/type-not-found` */
  deleteCatalogType({ id }: { readonly id: string }): { outcome: 'deleted' | 'archived' } {
    return this.#remove(this.#types, id);
  }

  /** An archived brand of this name is taken up again. @throws DomainError `catalog/name-taken` */
  createCatalogBrand({ id, brand }: { readonly id: string; readonly brand: string }): CatalogBrandView {
    return this.#create(this.#brands, id, brand);
  }

  /** @throws DomainError `catalog/brand-not-found`, `catalog/name-taken` */
  updateCatalogBrand({ id, brand }: { readonly id: string; readonly brand: string }): CatalogBrandView {
    return this.#rename(this.#brands, id, brand);
  }

  /** @throws DomainError `catalog/brand-not-found` */
  deleteCatalogBrand({ id }: { readonly id: string }): { outcome: 'deleted' | 'archived' } {
    return this.#remove(this.#brands, id);
  }

  #create<V extends CatalogTypeView | CatalogBrandView>(kind: Classification<V>, id: string, name: string): V {
    return this.#parts.unitOfWork.once<V>(
      { id, operation: `catalog.create-${kind.word}`, body: { id, name } },
      () => {
        const namesake = kind.findByName(name);
        if (namesake && !namesake.archived) this.#refuseName(kind, name);
        kind.save(namesake?.id ?? id, name, false);
        return this.#saved(kind, namesake?.id ?? id) as never;
      },
      () => (kind.find(id) ?? kind.findByName(name)) as never,
    );
  }

  #rename<V extends CatalogTypeView | CatalogBrandView>(kind: Classification<V>, id: string, name: string): V {
    return this.#parts.unitOfWork.run<V>(() => {
      const { archived } = this.#find(kind, id);
      const namesake = kind.findByName(name);
      if (namesake && namesake.id !== id) this.#refuseName(kind, name);
      kind.save(id, name, archived);
      return this.#saved(kind, id) as never;
    });
  }

  #remove<V extends CatalogTypeView | CatalogBrandView>(
    kind: Classification<V>,
    id: string,
  ): { outcome: 'deleted' | 'archived' } {
    const { unitOfWork, eventBus, clock } = this.#parts;
    return unitOfWork.run(() => {
      const view = this.#find(kind, id);
      if (view.items > 0) {
        kind.save(id, kind.nameOf(view), true);
        this.#saved(kind, id);
        return { outcome: 'archived' as const };
      }
      kind.delete(id);
      eventBus.publish(integrationEvent(`app.tillwright.catalog.${kind.word}-deleted.v1`, id, clock.now(), { id }));
      return { outcome: 'deleted' as const };
    });
  }

  #find<V extends CatalogTypeView | CatalogBrandView>(kind: Classification<V>, id: string): V {
    const view = kind.find(id);
    if (!view) throw new DomainError(kind.notFound, `there is no such ${kind.word}`);
    return view;
  }

  #refuseName(kind: { readonly word: string }, name: string): never {
    throw new DomainError('catalog/name-taken', `there is a ${kind.word} of this name`, { name });
  }

  #saved<V extends CatalogTypeView | CatalogBrandView>(kind: Classification<V>, id: string): V {
    const { eventBus, clock } = this.#parts;
    const view = this.#find(kind, id);
    eventBus.publish(integrationEvent(`app.tillwright.catalog.${kind.word}-changed.v1`, id, clock.now(), view));
    return view;
  }
}
