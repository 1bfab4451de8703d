import { own, textOf, type JsonObject } from './json.ts';
import { isMediaType, isSha2 } from './lexical.ts';
import { anIri, checkShape, isText, languageMap, type Check } from './shape.ts';

const clause = 'Data 2.4.11';
export const signatureUsage = 'http://adlnet.gov/expapi/attachments/signature';
export const signatureMediaType = 'application/octet-stream';

const length: Check = (value, find) => {
  if (!Number.isSafeInteger(value) || Number(value) < 0) find.say('must be a whole number of octets', clause);
};

export const attachment: Check = (value, find) => {
  const checks = {
    usageType: anIri,
    display: languageMap,
    description: languageMap,
    contentType: isText(isMediaType, 'an Internet Media Type', clause),
    length,
    sha2: isText(isSha2, 'a SHA-2 hash in hexadecimal', clause),
    fileUrl: anIri,
  };
  if (!checkShape(value, find, checks, ['usageType', 'display', 'contentType', 'length', 'sha2'])) return;
  if (isSignature(value) && own(value, 'contentType') !== signatureMediaType)
    find.at('contentType').say(`of a signature must be "${signatureMediaType}"`, 'Data 2.6');
};

export const isSignature = (value: JsonObject): boolean => textOf(value, 'usageType') === signatureUsage;
