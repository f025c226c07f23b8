import { useOperation } from '../queries/operations.ts';

interface ItemPictureProps {
  readonly name: string;
  readonly pictureUri: string | null;
}

/** As many as main.css has colours for. */
const HUES = 6;

const hueOf = (name: string): number =>
  [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 0) % HUES;

/** The picture of an item, or its initial on a colour that its name chooses. Decoration: the name stands beside it. */
export const ItemPicture = ({ name, pictureUri }: ItemPictureProps) => {
  const picture = useOperation('catalog.getPicture', { pictureUri: pictureUri ?? '' }, { enabled: pictureUri !== null });
  if (picture.data) {
    return (
      <img className="till-picture" src={`data:${picture.data.type};base64,${picture.data.base64}`} alt="" draggable={false} />
    );
  }
  return (
    <span className="till-picture" data-hue={hueOf(name)} aria-hidden="true">
      {[...name][0]?.toUpperCase()}
    </span>
  );
};
