// SPDX-License-Identifier: Apache-2.0
import type { LineQuality } from '@palaver/client';
import { type Language, locales, words } from './words.js';

/** `Good connection · 84 ms · 0.4 % loss`, in the reader's language. */
export function qualityText({ quality, latencyMs, lossPct }: LineQuality, language: Language): string {
  const text = words[language];
  const latency = `${Math.round(latencyMs).toLocaleString(locales[language])} ms`;
  const loss = `${lossPct.toLocaleString(locales[language], { maximumFractionDigits: 1 })} %`;
  return text.qualityDetail(text.quality[quality], latency, loss);
}
