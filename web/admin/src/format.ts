// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../room/src/words.js';

const LOCALES: Record<Language, string> = { de: 'de-DE', en: 'en-GB' };

/** Numbers, times and durations as people of a language write them; nothing is shown as a dash. */
export class Format {
  readonly locale: string;

  constructor(readonly language: Language) {
    this.locale = LOCALES[language];
  }

  number(value: unknown, digits = 0): string {
    return typeof value === 'number'
      ? value.toLocaleString(this.locale, { maximumFractionDigits: digits, minimumFractionDigits: digits })
      : '–';
  }

  percent(share: unknown, digits = 0): string {
    return typeof share === 'number'
      ? share.toLocaleString(this.locale, { style: 'percent', maximumFractionDigits: digits, minimumFractionDigits: digits })
      : '–';
  }

  /** Such as `1:04:09` or `4:09`. */
  clock(seconds: number): string {
    const whole = Math.max(0, Math.floor(seconds));
    const two = (value: number): string => String(value).padStart(2, '0');
    const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
    return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
  }

  /** Such as `1 h 4 min`, `4 min` or `9 s`. */
  duration(seconds: unknown): string {
    if (typeof seconds !== 'number') {
      return '–';
    }
    const minutes = Math.round(seconds / 60);
    if (seconds < 60) {
      return `${Math.round(seconds)} s`;
    }
    const hours = Math.floor(minutes / 60);
    if (hours === 0) {
      return `${minutes} min`;
    }
    return hours < 100 ? `${hours} h ${minutes % 60} min` : `${this.number(hours)} h`;
  }

  time(iso: string | null | undefined): string {
    return iso ? new Date(iso).toLocaleString(this.locale, { dateStyle: 'medium', timeStyle: 'short' }) : '–';
  }

  hour(iso: string): string {
    return new Date(iso).toLocaleTimeString(this.locale, { timeStyle: 'medium' });
  }

  day(iso: string): string {
    return new Date(iso).toLocaleDateString(this.locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  }

  /** The short name of a weekday, 1 for Monday. */
  weekday(number: number): string {
    return new Date(Date.UTC(2024, 0, number)).toLocaleDateString(this.locale, { weekday: 'short', timeZone: 'UTC' });
  }

  /** How long ago, such as `3 minutes ago`. */
  ago(iso: string, nowMs: number): string {
    const seconds = (Date.parse(iso) - nowMs) / 1000;
    const relative = new Intl.RelativeTimeFormat(this.locale, { numeric: 'auto' });
    for (const [unit, size] of [['day', 86_400], ['hour', 3_600], ['minute', 60]] as const) {
      if (Math.abs(seconds) >= size) {
        return relative.format(Math.round(seconds / size), unit);
      }
    }
    return relative.format(Math.min(0, Math.round(seconds)), 'second');
  }
}
