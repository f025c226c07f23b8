import { useEffect } from 'react';
import type { DisplayView } from '../../../domain/contract/till.ts';
import { type Money, negate } from '../../../domain/shared/money.ts';
import { MoneyText } from '../../components/money-text.tsx';
import { useOperation } from '../../queries/operations.ts';
import { DisplayLines } from './display-lines.tsx';
import './display.css';

/** A sale that was paid goes out of sight by itself. */
const LOOK_AGAIN_MS = 5000;

/** What the customer looks at: nothing here can be pressed, and nothing here is anybody's. */
export const DisplayScreen = () => {
  const { data } = useOperation('till.getDisplay', {}, { refetchInterval: LOOK_AGAIN_MS });
  useEffect(() => {
    document.title = 'Customer display';
  }, []);
  // The status stays where it is from state to state: only then is its change read out.
  return (
    <main className="till-display" data-showing={data?.showing ?? 'welcome'}>
      <h1>{data?.shop || 'Welcome'}</h1>
      {data && <Content view={data} />}
      <p role="status" className="till-display-total">
        {data && <Total view={data} />}
      </p>
    </main>
  );
};

const Content = ({ view }: { readonly view: DisplayView }) => {
  if (view.showing === 'welcome') return view.shop ? <p className="till-display-words">Welcome</p> : null;
  if (view.showing === 'paid') {
    const { total, paid } = view;
    return (
      <div className="till-display-paid">
        <p className="till-display-words">Thank you</p>
        <dl>
          <Sum name="Total" money={total} />
          <Sum {...handedOver(paid)} />
        </dl>
      </div>
    );
  }
  const { lines, discount, tax, total, due } = view;
  return (
    <>
      <DisplayLines lines={lines} />
      <dl>
        {discount.amount !== 0 && <Sum name="Discount" money={negate(discount)} />}
        {tax.amount !== 0 && <Sum name="Tax" money={tax} />}
        {due.amount !== total.amount && <Sum name="Total" money={total} />}
      </dl>
    </>
  );
};

const Sum = ({ name, money }: { readonly name: string; readonly money: Money }) => (
  <div>
    <dt>{name}</dt>
    <dd>
      <MoneyText money={money} />
    </dd>
  </div>
);

const handedOver = (paid: Money) =>
  paid.amount < 0 ? { name: 'Given back', money: negate(paid) } : { name: 'Paid', money: paid };

const mainSum = (view: Exclude<DisplayView, { showing: 'welcome' }>): { name: string; money: Money } => {
  if (view.showing === 'paid') return { name: 'Change', money: view.change };
  const { due, total } = view;
  return { name: due.amount === total.amount ? 'Total' : 'Still to pay', money: due };
};

const Total = ({ view }: { readonly view: DisplayView }) => {
  if (view.showing === 'welcome') return null;
  const { name, money } = mainSum(view);
  return (
    <>
      <span>{name}</span>{' '}
      <strong>
        <MoneyText money={money} />
      </strong>
    </>
  );
};
