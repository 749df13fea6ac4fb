import { newOrder, orderIn, orderProblems, writeOrder } from '@recado/contract/order/order-draft'
import type { TemplateField } from '@recado/contract/template-send/field'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newReference } from '../inbox/compose/order-reference.ts'
import { BoneRows, Loading } from '../ui/states.tsx'
import { FieldProblemLine } from './FieldProblemLine.tsx'
import classes from './TemplateFields.module.css'
import type { TemplateForm } from './use-template-form.ts'

const OrderFields = lazy(() => import('../inbox/compose/OrderFields.tsx'))

/** The order that a template asks to be paid, written as in the inbox's own form for one. */
export function OrderField({ field, form }: { field: TemplateField; form: TemplateForm }) {
  const { t } = useTranslation('templates')
  const [fresh] = useState(() => newOrder(newReference()))
  const value = form.values[field.id] ?? ''
  const order = orderIn(value) ?? fresh
  const isWrong = value !== '' && orderProblems(order).length > 0
  return (
    <div className={classes.order}>
      <Suspense
        fallback={
          <Loading>
            <BoneRows rows={4} />
          </Loading>
        }
      >
        <OrderFields order={order} change={(next) => form.change({ [field.id]: writeOrder(next) })} />
      </Suspense>
      {isWrong ? <FieldProblemLine id={`${field.id}-problem`}>{t('problem.order')}</FieldProblemLine> : null}
    </div>
  )
}
