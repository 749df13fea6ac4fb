import kind from '@recado/contract/alert-words/pt-BR'

export default {
  title: 'Avisos',
  hint: 'O que a Meta mudou ou recusou, do começo ao fim.',
  open: 'Abertos',
  past: 'Passados',
  none: 'Nada em aberto',
  noneBody: 'Quando a Meta mudar ou recusar algo, aparece aqui, no sino e por e-mail a quem administra.',
  nonePast: 'Nenhum aviso ainda.',
  since: 'desde {{when}}',
  ended: 'acabou {{when}}',
  endedBy: 'resolvido por {{who}} {{when}}',
  resolve: 'Marcar como resolvido',
  resolveOf: 'Marcar como resolvido: {{title}}',
  quota: 'Vagas para clientes novos na Meta',
  again: 'Autorizar de novo',
  seeNumber: 'Ver número',
  more: 'Mostrar mais',
  failed: 'Não deu para ler os avisos',
  kind,
} as const
