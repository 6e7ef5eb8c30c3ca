// SPDX-License-Identifier: Apache-2.0
import './room-page.js';

// Browsers offer to install a page that has one. It keeps nothing: see public/service-worker.js.
if (import.meta.env.PROD) {
  void navigator.serviceWorker?.register('./service-worker.js').catch(() => undefined);
}
