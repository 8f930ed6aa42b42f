import { de } from '../../src/i18n/de.ts';
import { testEveryScreen } from '../support/every-screen.ts';

testEveryScreen({
  name: 'phone, German',
  texts: de,
  phone: true,
  use: { viewport: { width: 390, height: 844 }, hasTouch: true, locale: 'de-DE' },
});
