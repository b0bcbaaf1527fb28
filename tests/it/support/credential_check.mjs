// Judges credentials with libraries that know nothing of us. Reads what it judges from standard input and loads nothing from
// anywhere else; answers with one word for each.
import {readFileSync} from 'node:fs';
import * as vc from '@digitalbazaar/vc';
import {checkStatus} from '@digitalbazaar/vc-bitstring-status-list';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {createLocalJWKSet, jwtVerify} from 'jose';

const {didDocument, jwks, documents, credentials, tokens, now} = JSON.parse(readFileSync(0));
const known = new Map(Object.entries(documents));

// It is the moment of the test, for libraries too that cannot be told.
globalThis.Date = class extends Date {
  constructor(...given) {
    super(...(given.length ? given : [now]));
  }
  static now() {
    return new Date(now).getTime();
  }
};

const documentLoader = async url => {
  if(url === didDocument.id) {
    return {documentUrl: url, document: didDocument};
  }
  const method = didDocument.verificationMethod.find(({id}) => id === url);
  if(method) {
    const document = {'@context': 'https://w3id.org/security/multikey/v1', ...method};
    return {documentUrl: url, document};
  }
  if(!known.has(url)) {
    throw new Error(`${url} is not at hand`);
  }
  return {documentUrl: url, document: known.get(url)};
};

const judge = async credential => {
  const suite = new DataIntegrityProof({cryptosuite});
  const result = await vc.verifyCredential({
    credential, suite, documentLoader,
    checkStatus: options => checkStatus({
      ...options, suite, documentLoader, verifyBitstringStatusListCredential: true
    })
  });
  if(!result.verified) {
    return `refused: ${describe(result)}`;
  }
  // "Verified" says of a status that it could be read.
  const set = result.statusResult.results.find(({status}) => status);
  return set ? `refused: ${set.credentialStatus.statusPurpose}` : 'valid';
};

const describe = ({error, statusResult}) => [error, ...(error?.errors ?? []), statusResult?.error]
  .filter(Boolean).map(({message}) => message).join('; ') || JSON.stringify(statusResult);

const judgeToken = async token => {
  try {
    await jwtVerify(token, createLocalJWKSet(jwks), {
      algorithms: ['ES256'], issuer: didDocument.id
    });
    return 'valid';
  } catch(error) {
    return `refused: ${error.message}`;
  }
};

console.log(JSON.stringify({
  credentials: await Promise.all(credentials.map(judge)),
  tokens: await Promise.all(tokens.map(judgeToken))
}));
