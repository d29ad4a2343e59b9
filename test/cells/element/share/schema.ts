/** As much of JSON Schema (draft 4) as the schema of notebooks uses. */
interface Schema {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  required?: string[]
  properties?: Record<string, Schema>
  patternProperties?: Record<string, Schema>
  additionalProperties?: boolean | Schema
  items?: Schema
  oneOf?: Schema[]
  not?: Schema
  pattern?: string
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
}

/** Where a value breaks a schema, as paths. */
export function findFaults(root: object, value: unknown): string[] {
  return faultsOf(root as Schema, value, '$')

  function faultsOf(schema: Schema, value: unknown, path: string): string[] {
    if (schema.$ref) return faultsOf(resolve(schema.$ref), value, path)
    const faults: string[] = []
    const fault = (what: string) => void faults.push(`${path}: ${what}`)
    const types = [schema.type ?? []].flat()
    if (types.length > 0 && !types.some((type) => isOf(type, value))) fault(`is no ${types.join(' or ')}`)
    if (schema.enum && !schema.enum.includes(value)) fault(`is none of ${schema.enum.join(', ')}`)
    if (schema.oneOf) {
      const fitting = schema.oneOf.filter((one) => faultsOf(one, value, path).length === 0)
      if (fitting.length !== 1) fault(`fits ${fitting.length} of ${schema.oneOf.length}`)
    }
    if (schema.not && faultsOf(schema.not, value, path).length === 0) fault('fits what it must not')
    if (typeof value === 'string') {
      if (schema.pattern && !new RegExp(schema.pattern).test(value)) fault(`does not match ${schema.pattern}`)
      if (value.length < (schema.minLength ?? 0) || value.length > (schema.maxLength ?? Infinity)) fault('length')
    }
    if (typeof value === 'number' && (value < (schema.minimum ?? -Infinity) || value > (schema.maximum ?? Infinity)))
      fault('size')
    if (Array.isArray(value) && schema.items)
      faults.push(...value.flatMap((item, i) => faultsOf(schema.items!, item, `${path}[${i}]`)))
    if (isOf('object', value)) faults.push(...membersOf(schema, value as Record<string, unknown>, path))
    return faults
  }

  function membersOf(schema: Schema, value: Record<string, unknown>, path: string): string[] {
    const faults = (schema.required ?? []).filter((name) => !(name in value)).map((name) => `${path}: lacks ${name}`)
    for (const [name, member] of Object.entries(value)) {
      const at = `${path}.${name}`
      const patterns = Object.entries(schema.patternProperties ?? {}).filter(([pattern]) =>
        new RegExp(pattern).test(name),
      )
      const known = schema.properties?.[name]
      if (known) faults.push(...faultsOf(known, member, at))
      for (const [, one] of patterns) faults.push(...faultsOf(one, member, at))
      if (known || patterns.length > 0 || schema.additionalProperties === undefined) continue
      if (schema.additionalProperties === false) faults.push(`${at}: is not known`)
      else if (schema.additionalProperties !== true) faults.push(...faultsOf(schema.additionalProperties, member, at))
    }
    return faults
  }

  function resolve(reference: string): Schema {
    let found: unknown = root
    for (const name of reference.replace(/^#\/?/, '').split('/').filter(Boolean))
      found = (found as Record<string, unknown>)[name]
    return found as Schema
  }
}

function isOf(type: string, value: unknown): boolean {
  switch (type) {
    case 'null':
      return value === null
    case 'array':
      return Array.isArray(value)
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
    case 'integer':
      return Number.isInteger(value)
    default:
      return typeof value === type
  }
}
