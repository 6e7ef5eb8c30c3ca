// SPDX-License-Identifier: Apache-2.0

const HELD_MS = 500;
const MOVED_PX = 10;

/** Calls `held` when a finger rests on the element; browsers on phones do not all tell a context menu of it. */
export function onLongPress(element: HTMLElement, held: (event: Event) => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let from = { x: 0, y: 0 };
  const stop = (): void => clearTimeout(timer);
  element.addEventListener('pointerdown', (event) => {
    stop();
    if (event.pointerType === 'touch') {
      from = { x: event.clientX, y: event.clientY };
      timer = setTimeout(() => held(event), HELD_MS);
    }
  });
  element.addEventListener('pointermove', (event) => {
    if (Math.hypot(event.clientX - from.x, event.clientY - from.y) > MOVED_PX) {
      stop();
    }
  });
  for (const end of ['pointerup', 'pointercancel', 'pointerleave']) {
    element.addEventListener(end, stop);
  }
}
