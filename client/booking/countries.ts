/** Where trucks on these roads are registered, the most frequent first. */
export const vehicleCountries = [
  'KZ', 'RU', 'KG', 'UZ', 'BY', 'TJ', 'TM', 'CN', 'AM', 'AZ', 'GE', 'TR', 'IR', 'MN', 'UA', 'MD', 'PL', 'LT', 'LV', 'EE', 'DE', 'CZ', 'SK',
  'HU', 'RO', 'BG', 'NL', 'AF', 'PK',
] as const;
