/** What a chat with a number begins with: questions to tap, and commands. */
export default {
  failed: 'Não deu para ler os começos de conversa',
  prompts: {
    title: 'Perguntas para começar',
    hint: 'Aparecem na conversa ainda vazia. Um toque envia a pergunta.',
    one: 'Pergunta {{nth, number}}',
    add: 'Adicionar pergunta',
    remove: 'Tirar a pergunta {{nth, number}}',
    left: 'Restam {{count, number}}',
    none: 'Nenhuma pergunta. A conversa começa em branco.',
  },
  commands: {
    title: 'Comandos',
    hint: 'A lista que aparece quando o cliente digita uma barra.',
    name: 'Comando {{nth, number}}',
    about: 'O que faz',
    add: 'Adicionar comando',
    remove: 'Tirar o comando {{nth, number}}',
    none: 'Nenhum comando.',
  },
  problem: {
    empty: 'Escreva a pergunta ou tire a linha.',
    long: 'Longa demais.',
    emoji: 'A Meta não aceita emoji aqui.',
    twice: 'Já existe uma igual.',
    name: 'Só letras minúsculas sem acento, números e sublinhado, até 32.',
    hint: 'Diga o que faz, com até 256 caracteres e sem emoji.',
  },
  save: 'Salvar',
  saved: 'Começos de conversa salvos',
  preview: 'Como o cliente vê',
  previewEmpty: 'Ao abrir a conversa pela primeira vez, o cliente não vê nada além do campo de escrever.',
  type: 'Mensagem',
  welcome:
    'A mensagem de boas-vindas automática foi retirada pela Meta em março de 2026. A resposta automática fora do horário fica em “Atendimento”.',
} as const
