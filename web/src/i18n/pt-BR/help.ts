/** Paragraphs are lines; a line that begins with "- " is an item of a list. */
export default {
  title: 'Ajuda',
  contents: 'Nesta página',
  api: 'Documentação da API',
  start: {
    title: 'Por onde começar',
    body: `Um espaço guarda os números, as pessoas e as conversas de uma empresa. Nada passa de um espaço para outro.
Sem número ainda? Em Números, crie um de teste: ele funciona na hora e não precisa de conta na Meta. Para um número de verdade, veja “Ligar um número”, mais abaixo.`,
  },
  inbox: {
    title: 'Conversas',
    body: `Quem escreve ao seu número aparece como conversa pendente. Atender faz dela sua; encerrar a tira da lista. Se a pessoa escrever de novo, a conversa volta.
- Um tique: o WhatsApp recebeu. Dois: chegou ao telefone. Dois azuis: foi lida.
- Relógio: está na fila e sai sozinha, mesmo que você feche o navegador.
- Exclamação: não foi enviada. O motivo aparece embaixo, com um botão só quando tentar de novo pode ajudar.
- Interrogação: a resposta da Meta se perdeu. Não mandamos de novo às cegas; o próximo aviso da Meta decide.
O que você escreve fica guardado como rascunho neste navegador, conversa por conversa.
No botão + da caixa de resposta estão localização, contato, botões, listas, link, pedidos de localização e de telefone, cobrança por Pix, link ou boleto, andamento do pedido, catálogo, produtos e formulários. Ao lado de cada um você vê como vai aparecer.
A seta na ponta de cada mensagem serve para responder a ela ou reagir. Tocar em uma citação leva à mensagem original, mesmo antiga.
O que a pessoa apaga no WhatsApp some também daqui; o que ela edita aparece com o texto novo. O que alguém escreve no celular da própria empresa aparece como nosso, com “do celular”, e não abre a janela.
Equipes separam as filas: em Ajustes, “Equipes”. A equipe da conversa está nos dados do contato, em “Atendimento”; movê-la para outra deixa uma linha na história, e quem a atendia só continua com ela se estiver na nova equipe. Em Filtros, a lista mostra uma equipe só.
Cada número pode ter horário de atendimento: na página dele, em “Atendimento”, com feriados, a equipe das conversas novas e uma resposta que sai sozinha fora do horário. Na conversa aparece até quando o número está fora do horário.`,
  },
  window: {
    title: 'A janela de 24 h',
    body: `Depois de cada mensagem do cliente, o WhatsApp deixa você escrever livremente por 24 horas. O anel em volta da foto e a contagem na caixa de resposta mostram quanto falta.
Com a janela fechada, só passam modelos aprovados pela Meta. Assim que a pessoa responder, a janela abre de novo.`,
  },
  files: {
    title: 'Arquivos',
    body: `Fotos, vídeos, áudios, documentos e figurinhas chegam na conversa. Clique para abrir em tela cheia: as setas passam de um para o outro, + e - aumentam e diminuem.
- Para enviar: o botão +, colar, ou soltar o arquivo em cima da conversa. Cada um pode ter legenda; vários saem na ordem.
- O WhatsApp leva fotos JPEG e PNG até 5 MB, vídeos MP4 e áudios até 16 MB, documentos até 100 MB. Uma foto grande demais ganha um botão para ir menor.
- Microfone: grava uma mensagem de voz. Ouça antes de enviar, se quiser.
- Um arquivo que não veio da Meta é buscado de novo sozinho; o botão “Buscar de novo” apressa. A Meta guarda arquivos por sete dias.
Tudo o que foi trocado com a pessoa está em “Arquivos e links”, nos dados do contato.`,
  },
  contacts: {
    title: 'Contatos',
    body: `Cada pessoa é um contato só, escreva ela por que número escrever e com o nome que o WhatsApp mostrar. Quando o WhatsApp prova que dois contatos são a mesma pessoa, unimos os dois e a história; você também pode unir à mão, e separar de novo.
- Etiquetas e campos próprios: em Ajustes, “Etiquetas e campos”.
- Consentimento: quem escreve SAIR, PARAR ou STOP, ou recusa promoções no próprio WhatsApp, passa a “não quer promoções”. O registro guarda quando e por quê, e nunca é apagado.
- Bloquear pede à Meta que a pessoa não escreva mais para aquele número; o WhatsApp só aceita bloquear quem escreveu nas últimas 24 horas.
- Importar: uma planilha CSV ou XLSX, com os títulos na primeira linha. Conferimos tudo antes; ou entram todas as linhas boas, ou nenhuma. As com problema podem ser baixadas.
Quem cuida do espaço pode esconder os telefones dos agentes em Ajustes.`,
  },
  search: {
    title: 'Buscar',
    body: `Ctrl K (⌘ K no Mac) busca pessoas, conversas e mensagens, sem se importar com acentos, maiúsculas, singular ou plural. O começo da palavra basta.
Escolher uma mensagem abre a conversa nela, com o que veio antes e depois. O que acabou de ser escrito aparece na busca em cerca de um segundo.`,
  },
  templates: {
    title: 'Modelos',
    body: `Em Modelos, quem administra escreve um modelo e o envia para a Meta analisar; cada regra dela aparece enquanto se escreve. O resultado chega sozinho, com o motivo quando ela recusa. Os que já existem na Meta vêm com Sincronizar.
Há quatro formatos: mensagem com título, rodapé e botões; carrossel de cartões; oferta com prazo; pedido de permissão para ligar. Imagem, vídeo e documento pedem um arquivo de exemplo, que só quem analisa vê; a cada edição a Meta quer o arquivo de novo. Um modelo novo pode ser escrito em vários idiomas lado a lado; cada um é analisado por si.
A Biblioteca da Meta tem modelos que ela mesma escreveu e já aprovou: escolha um, dê um nome, diga aonde os botões levam, e ele pode ser enviado na hora.
Um modelo aprovado pode ser editado uma vez por dia e dez vezes em 30 dias. O nome de um modelo que já foi aprovado fica preso por 30 dias depois de apagado, no mesmo idioma; quem o digita vê até quando.
A página de cada modelo conta a história dele: análise, recusa com o motivo, qualidade, pausas, mudança de categoria (que muda o preço), edições, e quem fez o quê. Chega na hora, e o que o webhook perder é achado na leitura que o sistema faz a cada seis horas.
- Qualidade baixa pausa o modelo: 3 horas na primeira vez, 6 na segunda; depois a Meta desativa. Dá para encerrar a pausa na página dele.
- Arquivar tira da escolha; a Meta apaga o que fica arquivado por 28 dias.
- A estrela é só sua e põe o modelo em primeiro na escolha. Quem administra diz, na ficha, a partir de que papel ele pode ser enviado e de quais equipes ele é: quem não está em nenhuma delas não o vê.
Só os aprovados podem ser enviados. Ao enviar, preencha as variáveis, escolha o arquivo do computador ou da conversa, e veja ao lado como a pessoa vai receber. Quando ela aperta um botão, a resposta diz de que modelo veio.
Para escrever a um número novo, comece uma conversa por um modelo.`,
  },
  sandbox: {
    title: 'Número de teste e telefone simulado',
    body: `O número de teste não chega ao WhatsApp de ninguém. No telefone simulado você escreve como cliente e vê o que o agente manda, com os tiques.
Na mesma página dá para desligar o telefone, atrasar avisos, fazer o próximo envio falhar e adiantar o relógio em 24 h, para treinar sem risco.
Tudo o que é simulado leva a etiqueta tracejada “sandbox”.`,
  },
  road: {
    title: 'Caminho para Provedor de Tecnologia',
    body: `Para conectar contas de clientes, a Meta precisa aprovar o seu aplicativo. Em Provedor, quem opera a instalação encontra tudo o que ela pede, na ordem dela.
- Certo e errado são vistos pelo sistema. Não se sabe: a Meta não respondeu, respondeu com erro ou foi há tempo demais; nunca conta como certo.
- O que nenhum sistema pode ver fica por confirmar: você confirma, com uma nota e um anexo.
- O que vence aparece junto, com o dia: as chamadas de cada permissão, a chave de acesso, o certificado e a verificação anual de uso de dados.
- Páginas públicas, textos, vídeos e o pacote de envio são feitos ali mesmo. Ensaie primeiro no sandbox: o painel da Meta é simulado nos Bastidores do telefone.
No servidor: npm run recado -- road check.`,
  },
  signup: {
    title: 'Conectar pela Meta',
    body: `Em Números, Conectar, o botão abre a janela da Meta: a pessoa entra com o Facebook, escolhe empresa, conta e número, e o Recado confere, guarda, assina os webhooks, registra com um PIN e sincroniza. Cada etapa aparece na hora; a página pode ser fechada.
Para quem não tem conta aqui, crie um link e mande por e-mail ou WhatsApp. Ele vence, serve para um número só e não mostra mais nada.
- Antes, quem opera a instalação informa app, chave e configuração em Ajustes, Cadastro pela Meta. A mesma página diz se a Meta conhece a configuração.
- Quando algo falha, a página diz a causa e como resolver, e continua da etapa que parou.
- Ensaie no simulador: a janela simulada termina de todos os jeitos que a da Meta pode terminar.
- Número que continua no celular: escolha “Conectar o celular” e leia o código QR com o WhatsApp Business. Contatos e histórico são pedidos na hora, uma vez só; a página do número mostra o prazo de 24 horas, o que foi pedido e o que chegou. O passado entra em conversas encerradas. Abra o aplicativo ao menos a cada 13 dias.`,
  },
  connect: {
    title: 'Ligar um número: onde achar cada valor',
    body: `Você precisa de uma conta WhatsApp Business na plataforma da Meta, com o número já registrado na Cloud API.
- Token de acesso: em Configurações do negócio, Usuários do sistema. Dê ao usuário acesso ao aplicativo e à conta WhatsApp, e gere um token sem validade com whatsapp_business_messaging e whatsapp_business_management.
- ID da conta WhatsApp (WABA) e ID do número: em Gerenciador do WhatsApp, Números de telefone; ou no aplicativo, em WhatsApp, Configuração da API.
- Chave secreta do aplicativo: no aplicativo, em Configurações, Básico. É do mesmo aplicativo que gerou o token.
- URL de retorno e token de verificação: o Recado mostra os dois. Cole no aplicativo, em WhatsApp, Configuração, Webhook, e assine o campo messages.
A Meta só chama endereços https públicos. Se o Recado roda só na sua rede, publique-o e ajuste PUBLIC_URL.
Ligado o número, a página dele traz o perfil comercial, que o cliente vê ao tocar no nome, e os QR codes, que abrem a conversa com a mensagem pronta.
- Nome e selo: pedir outro nome de exibição (a Meta analisa, e um nome aprovado pede novo registro com o PIN), nome de usuário e o selo oficial.
- Começo de conversa: perguntas para tocar e comandos com barra. Ajustes na Meta: ligações, armazenamento, catálogo. Bloqueados: quem a Meta mantém longe do número.
- Webhooks: para onde vão as mensagens, quem as desviou e um clique que as traz; Testar agora faz a Meta chamar este servidor e leva uma entrega de cada campo até o fim do caminho, sem mudar nada; embaixo, cada entrega, para ver e processar de novo.
- Histórico: cada mudança de qualidade, limite, nome ou restrição, com a data, e se veio por webhook ou foi achada na releitura.
O token é conferido na Meta todo dia. Se ela deixar de aceitá-lo, só aquela conta para, as mensagens esperam na fila, e Autorizar de novo, no aviso ou na página do número, leva à janela da Meta com a conta já escolhida; Colar token novo também serve. Nada se perde.
Na página do número, Registro mostra código, registro e PIN: um número novo, ou vindo de outro fornecedor, é adicionado em Números, Conectar, verificado por SMS ou ligação e registrado com um PIN.`,
  },
  doctor: {
    title: 'Diagnóstico e contas na Meta',
    body: `Na página de cada número, Diagnóstico pergunta à Meta, agora, tudo o que precisa estar certo: token, conta, número, aplicativo e o endereço deste servidor. Cada linha diz o que foi achado, por que importa e o que fazer; o que dá para consertar aqui tem um botão.
- Não se sabe: a Meta não respondeu, respondeu com erro ou sem sentido. Nunca conta como certo.
- Copiar relatório dá um texto para o suporte, sem tokens nem chaves.
Em Números, “Por conta e empresa” mostra cada portfólio com suas contas e números, o que há de errado em cada um, e filtra o que pede atenção. A página da conta traz modelos, formulários, webhooks e o que mudou na Meta. Um número que a Meta não lista mais fica marcado, com aviso.
No servidor: npm run recado -- doctor --number ID, com o ID que a Meta dá ao número ou à conta.`,
  },
  people: {
    title: 'Pessoas e papéis',
    body: `Convide por link, em Ajustes, Pessoas. O link vale 7 dias e uma única vez.
- Agente: atende conversas.
- Supervisão: vê todas e sincroniza modelos.
- Administrador: também números, pessoas, chaves de API e ajustes.
- Dono: tudo, e só um dono faz ou tira outro dono.
- Operador: cuida da instalação e cria espaços. Não vê as conversas de um espaço em que não está.
Mudar o papel de alguém vale na hora, sem entrar de novo.`,
  },
  keyboard: {
    title: 'Teclado',
    body: `Tudo funciona sem mouse. Tecle ? para ver os atalhos da página em que está.
- Ctrl K (⌘ K no Mac) abre a barra de comandos: pessoas, conversas e ações.
- F6 passa de uma região da tela para a próxima.
- Esc fecha o que está por cima.`,
  },
  alerts: {
    title: 'Avisos',
    body: `O sino mostra o que a Meta mudou ou recusou: qualidade, limite, restrição, nome, modelo, pagamento, token. Cada aviso diz o que fazer.
- O que tem causa acaba com ela, sozinho. O resto você marca como resolvido.
- Quem administra recebe também por e-mail, se quem opera a instalação ajustou SMTP_URL e MAIL_FROM.
- Com o Recado fechado, o navegador também chama, para mensagens e avisos: ligue em Ajustes, em cada aparelho. Vale até sair.`,
  },
  safety: {
    title: 'O que fica guardado, e como',
    body: `Tokens e chaves da Meta são cifrados antes de ir para o banco e nunca mais aparecem em tela nenhuma. Chaves de API e convites são guardados só como resumo: quem os perde faz outros.
Mensagens ficam no banco desta instalação, e em mais nenhum lugar nosso. Os registros do servidor não trazem texto de mensagem.`,
  },
  notYet: {
    title: 'O que ainda não há',
    body: `Para você não procurar:
- equipes, transferência, adiar, notas internas e respostas rápidas
- disparos, painel de números e custos
- trocar o e-mail da conta ou recuperar a senha esquecida`,
  },
} as const
