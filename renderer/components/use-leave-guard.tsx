import { Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useEffect } from 'react';
import { useLocation } from 'wouter';

/**
 * Asks before the screen is left by any way (a key, the navigation, the mouse's back button) while something is not saved.
 * @param isDirty asked at the moment of leaving
 * @param what is edited here, in one word
 */
export const useLeaveGuard = (isDirty: () => boolean, what: string): void => {
  const [, navigate] = useLocation();
  useEffect(() => {
    const here = location.href;
    const guard = (event: HashChangeEvent): void => {
      if (location.href === here || !isDirty()) return;
      const there = location.hash.slice(1);
      // Before the router hears of it.
      event.stopImmediatePropagation();
      history.pushState(null, '', here);
      modals.openConfirmModal({
        title: 'Leave without saving?',
        children: <Text>What you changed in this {what} is not saved yet.</Text>,
        labels: { confirm: 'Discard the changes', cancel: 'Keep editing' },
        confirmProps: { color: 'red.9' },
        onConfirm: () => {
          window.removeEventListener('hashchange', guard, { capture: true });
          navigate(there);
        },
      });
    };
    window.addEventListener('hashchange', guard, { capture: true });
    return () => window.removeEventListener('hashchange', guard, { capture: true });
  }, [isDirty, navigate, what]);
};
