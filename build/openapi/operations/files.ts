import { z } from 'zod'
import type { Operation, Parameter } from '../operation'

const attachmentId: Parameter = {
  name: 'id',
  in: 'path',
  description: 'The attachment’s id',
  schema: z.string().min(1).max(64),
  example: 'att-1',
}
const uploadId: Parameter = {
  name: 'uploadId',
  in: 'path',
  description: 'The last part of the upload’s `Location`',
  schema: z.string().min(1).max(64),
  example: 'up-31',
}
const version: Parameter = {
  name: 'Tus-Resumable',
  in: 'header',
  description: 'The version of tus',
  required: true,
  schema: z.literal('1.0.0'),
  example: '1.0.0',
}
const resumable = { 'Tus-Resumable': '1.0.0' }
const noUpload = { status: 404, code: 'not_found', when: 'There is no such upload of this officer' } as const

function header(name: string, description: string, example: string | number): Parameter {
  return { name, in: 'header', description, required: true, schema: z.string(), example: String(example) }
}

const attachment: Operation = {
  id: 'getAttachment',
  method: 'get',
  path: '/v1/attachments/{id}',
  tag: 'files',
  paragraph: '6.3',
  summary: 'The bytes of an attachment, whole or a range of them',
  signedIn: true,
  parameters: [
    attachmentId,
    {
      name: 'Range',
      in: 'header',
      description: 'One range of bytes',
      schema: z.string(),
      example: 'bytes=0-65535',
    },
  ],
  responses: {
    200: {
      description: 'All of it',
      headers: { ETag: 'The sha256 of the bytes', 'Accept-Ranges': 'bytes' },
      body: {
        kind: 'other',
        mime: 'application/octet-stream',
        description: 'Bytes, of the type that the attachment has',
      },
    },
    206: {
      description: 'The range',
      headers: { 'Content-Range': 'Which bytes these are' },
      body: { kind: 'other', mime: 'application/octet-stream', description: 'Bytes' },
    },
  },
  problems: [{ status: 404, code: 'not_found', when: 'There is none in the officer’s scope' }],
}

const create: Operation = {
  id: 'createUpload',
  method: 'post',
  path: '/v1/uploads',
  tag: 'files',
  paragraph: '7',
  summary: 'Begin an upload (tus 1.0.0, creation)',
  signedIn: true,
  parameters: [
    version,
    header('Upload-Length', 'Bytes, at most 25 MiB', 204_118),
    header(
      'Upload-Metadata',
      '`filename, filetype, sha256, actionId`, each with its value in base64',
      'filename c2VzdWRhaC5qcGc=,filetype aW1hZ2UvanBlZw==,sha256 MmMyNg==,actionId MDE5Nzg=',
    ),
  ],
  responses: {
    201: { description: 'Begun', headers: { ...resumable, Location: 'Where the bytes go' } },
  },
  problems: [
    { status: 413, code: 'too_large', when: 'More than 25 MiB' },
    { status: 422, code: 'invalid', when: 'A part of the metadata is missing or wrong' },
  ],
}

const resume: Operation = {
  id: 'getUploadOffset',
  method: 'head',
  path: '/v1/uploads/{uploadId}',
  tag: 'files',
  paragraph: '7',
  summary: 'How much of it is there (tus core)',
  signedIn: true,
  parameters: [uploadId, version],
  responses: {
    200: {
      description: 'Go on from there',
      headers: { ...resumable, 'Upload-Offset': 'Bytes that are there', 'Upload-Length': 'Bytes in all' },
    },
  },
}

const append: Operation = {
  id: 'appendToUpload',
  method: 'patch',
  path: '/v1/uploads/{uploadId}',
  tag: 'files',
  paragraph: '7',
  summary: 'Bytes from an offset on (tus core)',
  signedIn: true,
  parameters: [uploadId, version, header('Upload-Offset', 'Where they begin', 0)],
  request: { kind: 'other', mime: 'application/offset+octet-stream', description: 'Bytes' },
  responses: {
    204: { description: 'Taken', headers: { ...resumable, 'Upload-Offset': 'Bytes that are there now' } },
  },
  problems: [
    noUpload,
    { status: 409, code: 'invalid', when: 'The offset is not where the upload stands' },
    { status: 460, code: 'invalid', when: 'The sum differs; the upload is gone' },
  ],
}

const terminate: Operation = {
  id: 'endUpload',
  method: 'delete',
  path: '/v1/uploads/{uploadId}',
  tag: 'files',
  paragraph: '7',
  summary: 'Give an upload up (tus termination)',
  signedIn: true,
  parameters: [uploadId, version],
  responses: { 204: { description: 'Gone', headers: resumable } },
  problems: [noUpload],
}

function capabilities(id: string, path: string, parameters: readonly Parameter[]): Operation {
  return {
    id,
    method: 'options',
    path,
    tag: 'files',
    paragraph: '7',
    summary: 'What of tus the server does',
    signedIn: true,
    parameters,
    responses: {
      204: {
        description: 'In headers',
        headers: {
          ...resumable,
          'Tus-Version': '1.0.0',
          'Tus-Extension': 'creation,termination',
          'Tus-Max-Size': 'Bytes that an upload may have',
        },
      },
    },
  }
}

const override: Operation = {
  id: 'overrideUploadMethod',
  method: 'post',
  path: '/v1/uploads/{uploadId}',
  tag: 'files',
  paragraph: '7',
  summary: 'PATCH, HEAD or DELETE for networks that know only POST (tus core)',
  signedIn: true,
  parameters: [uploadId, version, header('X-HTTP-Method-Override', 'The method that is meant', 'PATCH')],
  responses: { 204: { description: 'As the method that is meant', headers: resumable } },
  problems: [noUpload],
}

export const fileOperations: readonly Operation[] = [
  attachment,
  capabilities('getUploadCapabilities', '/v1/uploads', []),
  create,
  capabilities('getCapabilitiesOfUpload', '/v1/uploads/{uploadId}', [uploadId]),
  resume,
  append,
  override,
  terminate,
]
