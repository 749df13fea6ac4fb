import { LIMITS } from '@recado/contract/send/limits'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readCoordinates } from './coordinates.ts'
import { Field } from './Field.tsx'
import { FormFrame } from './FormFrame.tsx'
import { type FormProps, filled } from './form.ts'

export default function LocationForm(props: FormProps) {
  const { t } = useTranslation('compose')
  const [place, setPlace] = useState('')
  const [name, setName] = useState('')
  const [address, setAddress] = useState('')
  const found = readCoordinates(place)
  const { latitude, longitude } = found ?? { latitude: 0, longitude: 0 }
  return (
    <FormFrame
      {...props}
      draft={{ type: 'location', location: { latitude, longitude, ...filled('name', name), ...filled('address', address) } }}
      text={name.trim() || address.trim()}
      missing={found ? [] : [t('location.place')]}
    >
      <Field label={t('location.place')} hint={t('location.placeHint')} value={place} change={setPlace} max={2000} isFirst />
      <Field label={t('location.name')} value={name} change={setName} max={LIMITS.place} isOptional />
      <Field label={t('location.address')} value={address} change={setAddress} max={LIMITS.place} isOptional />
    </FormFrame>
  )
}
