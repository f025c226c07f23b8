import './tone-badge.css';

export type Tone = 'good' | 'waiting' | 'bad' | 'quiet';

/** A state as a word; the colour only helps. */
export const ToneBadge = ({ tone, children }: { readonly tone: Tone; readonly children: string }) => (
  <span className="till-tone" data-tone={tone}>
    {children}
  </span>
);
