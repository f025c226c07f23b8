import { ToneBadge } from '../../renderer/components/tone-badge.tsx';

/** A level; below zero it stands out. */
export const LevelText = ({ level }: { readonly level: number }) =>
  level < 0 ? <ToneBadge tone="bad">{level.toLocaleString()}</ToneBadge> : level.toLocaleString();
