export default {
  portfolio: {
    control: {
      title: 'Controle total do portfólio',
      why: 'Só quem tem controle total pode verificar a empresa e enviar o aplicativo para análise.',
      how: 'Em Configurações da empresa › Pessoas, confira que seu usuário tem controle total do portfólio.',
    },
    twofactor: {
      title: 'Verificação em duas etapas ligada',
      why: 'A Meta exige a segunda etapa de quem administra o portfólio.',
      how: 'Em Central de segurança, exija a verificação em duas etapas de todos e ligue a sua.',
    },
    found: {
      title: 'A Meta mostra o seu portfólio',
      why: 'O aplicativo, a conta do WhatsApp e a verificação precisam ser da mesma empresa.',
      how: 'Sem o ID informado abaixo, usamos o dono da conta do número de demonstração.',
    },
  },
  app: {
    credentials: {
      title: 'ID e chave secreta do aplicativo',
      why: 'Com eles provamos que somos o aplicativo e conferimos a assinatura da Meta.',
      how: 'Copie ID e chave secreta em Configurações › Básico para META_APP_ID e META_APP_SECRET e reinicie.',
    },
    usecase: {
      title: 'Aplicativo do tipo Empresa com o caso de uso do WhatsApp',
      why: 'Sem esse caso de uso as duas permissões não aparecem para pedir.',
      how: 'Em Casos de uso, adicione “Conectar-se com clientes pelo WhatsApp” e ligue o aplicativo ao portfólio.',
    },
    name: {
      title: 'Nome do aplicativo',
      why: 'A Meta recusa nomes com suas marcas, e o nome deve ser o do seu produto.',
      how: 'Escolha o nome do produto, sem WhatsApp, Meta, Facebook ou abreviações.',
    },
    icon: {
      title: 'Ícone do aplicativo',
      why: 'Ícone ausente, pequeno ou transparente é motivo de recusa.',
      how: 'Envie uma imagem quadrada de 1024 × 1024, opaca, com menos de 5 MB e sem marcas da Meta.',
    },
    category: {
      title: 'Categoria',
      why: 'Deve combinar com o uso que você descreve.',
      how: 'Escolha uma categoria de negócios em Configurações › Básico.',
    },
    purpose: {
      title: 'Finalidade: serviços a outras empresas',
      why: 'A finalidade errada faz o revisor esperar outro produto.',
      how: 'Em Finalidade do aplicativo, marque que presta serviços a clientes (outras empresas).',
    },
    privacy: {
      title: 'Política de privacidade publicada',
      why: 'O robô da Meta abre o endereço: precisa responder em até 3 s, sem login, e dizer o que você faz com dados do WhatsApp.',
      how: 'Cole {{ours}}/legal/privacy no campo, ou o endereço da sua própria página.',
    },
    terms: {
      title: 'Termos de uso publicados',
      why: 'São pedidos como a política de privacidade.',
      how: 'Cole {{ours}}/legal/terms no campo, ou o endereço da sua própria página.',
    },
    deletion: {
      title: 'Exclusão de dados funcionando',
      why: 'A Meta chama este endereço quando alguém pede a exclusão; testamos com pedidos assinados certos e errados.',
      how: 'Complete os dados das páginas públicas; o endereço de retorno é {{ours}}/meta/data-deletion.',
    },
    deletionfield: {
      title: 'Endereço de exclusão informado no painel',
      why: 'O campo não pode ser lido pela API; só você o vê.',
      how: 'Em Configurações › Básico › Exclusão de dados do usuário, cole {{ours}}/meta/data-deletion como URL de retorno de chamada.',
    },
    contact: { title: 'E-mail de contato', why: 'É por ele que o revisor escreve.', how: 'Informe um e-mail que alguém lê todos os dias.' },
    website: {
      title: 'Site e plataforma “Site”',
      why: 'O revisor entra pelo site; sem a plataforma o aplicativo parece incompleto.',
      how: 'Em Adicionar plataforma, escolha Site e informe o endereço https.',
    },
    domains: {
      title: 'Domínios do aplicativo',
      why: 'Sem o domínio desta instalação o cadastro incorporado não abre.',
      how: 'Acrescente o domínio em Domínios do aplicativo.',
    },
    restrictions: {
      title: 'Sem restrições de idade ou país',
      why: 'Uma restrição pode impedir o revisor de abrir o aplicativo.',
      how: 'Em Avançado, retire restrições de idade, país e conteúdo.',
    },
    dpo: {
      title: 'Encarregado de dados (se atende na União Europeia)',
      why: 'A Meta pede esse contato de quem trata dados de europeus.',
      how: 'Informe o contato em Configurações › Básico, e nos dados das páginas públicas.',
    },
  },
  number: {
    connected: {
      title: 'Um número conectado para mostrar',
      why: 'Sem número conectado não há o que gravar, e nenhuma chamada prova o uso.',
      how: 'Conecte um número em Números e escolha-o aqui como número de demonstração.',
    },
    sends: {
      title: 'O número pode enviar',
      why: 'Um número bloqueado estraga os vídeos e o teste do revisor.',
      how: 'Veja na Meta o que impede o envio: registro, pagamento ou restrição.',
    },
    subscribed: {
      title: 'A conta envia seus eventos ao aplicativo',
      why: 'Sem assinatura nenhuma mensagem chega.',
      how: 'Desconecte e conecte o número, ou atualize-o na página dele.',
    },
    webhook: {
      title: 'As mensagens do número vêm para cá',
      why: 'O endereço do número vale mais que o da conta, e este mais que o do aplicativo.',
      how: 'Remova o endereço próprio do número ou da conta, ou troque-o pelo desta instalação.',
    },
    template: {
      title: 'Um modelo aprovado',
      why: 'O revisor escolhe um modelo, e ele precisa estar aprovado.',
      how: 'Crie um modelo simples em Modelos e espere a aprovação da Meta.',
    },
    profile: {
      title: 'Perfil comercial com foto e descrição',
      why: 'Um perfil vazio parece um teste, não um produto.',
      how: 'Preencha a descrição e a foto do perfil do número.',
    },
  },
  provider: {
    chosen: {
      title: '“Torne-se um Provedor de Tecnologia” iniciado',
      why: 'É a declaração de que você conecta contas de clientes; sem ela o caminho não abre.',
      how: 'No painel do aplicativo: WhatsApp › Início › Torne-se um Provedor de Tecnologia; escolha independente, ou informe o parceiro.',
    },
  },
  business: {
    verified: {
      title: 'Empresa verificada',
      why: 'A análise do aplicativo só começa com a empresa verificada; leva até 14 dias úteis.',
      how: 'Em Central de segurança, envie nome legal, endereço, telefone, site e documentos. Mudar esses dados reabre a verificação.',
    },
    name: {
      title: 'O nome da empresa é o mesmo em todo lugar',
      why: 'O revisor compara o nome da política de privacidade com o da empresa verificada.',
      how: 'Use o nome legal nos dados das páginas públicas, igual ao do portfólio.',
    },
  },
  server: {
    tls: {
      title: 'Endereço público com HTTPS válido',
      why: 'A Meta só chama endereços https com certificado reconhecido.',
      how: 'Aponte PUBLIC_URL para o endereço https e deixe o proxy com certificado público.',
    },
    handshake: {
      title: 'Aperto de mão do webhook',
      why: 'A Meta bate à porta com um desafio antes de confiar no endereço.',
      how: 'Confira que /webhooks/whatsapp chega a esta instalação pelo proxy.',
    },
    signature: {
      title: 'Assinatura conferida',
      why: 'Aceitar eventos sem assinatura deixaria qualquer um falar em nome da Meta.',
      how: 'Um proxy não pode alterar o corpo nem tirar o cabeçalho X-Hub-Signature-256.',
    },
    webhook: {
      title: 'Webhook do aplicativo para cá, com os campos necessários',
      why: 'Sem os campos certos faltam mensagens ou decisões da Meta.',
      how: 'Use o botão Corrigir: ele grava o endereço e os campos no aplicativo.',
    },
  },
  review: {
    scopes: {
      title: 'A chave de acesso tem as duas permissões, e só o necessário',
      why: 'Permissões a mais são motivo comum de recusa.',
      how: 'Gere o token do usuário do sistema com whatsapp_business_messaging e whatsapp_business_management.',
    },
    requested: {
      title: 'Nenhuma outra permissão pedida',
      why: 'Permissão pedida e não usada é causa comum de recusa.',
      how: 'Na App Review, retire do pedido tudo o que não for whatsapp_business_messaging e whatsapp_business_management.',
    },
    callmessaging: {
      title: 'Chamada recente: whatsapp_business_messaging',
      why: 'A Meta quer ver uma chamada aceita nos 30 dias antes do envio.',
      how: 'Responda a uma conversa, ou use o botão Fazer chamada: marca como lida a última mensagem recebida.',
    },
    callmanagement: {
      title: 'Chamada recente: whatsapp_business_management',
      why: 'A mesma regra vale para cada permissão.',
      how: 'Sincronize os modelos, ou use o botão Fazer chamada: lê a lista de modelos.',
    },
    textmessaging: {
      title: 'Texto: whatsapp_business_messaging',
      why: 'Texto genérico, copiado ou com promessas que o revisor não vê é recusado.',
      how: 'Escreva em Textos, a partir dos seus fatos.',
    },
    textmanagement: {
      title: 'Texto: whatsapp_business_management',
      why: 'Cada permissão tem a sua própria descrição.',
      how: 'Escreva em Textos, sem repetir o outro.',
    },
    videomessaging: {
      title: 'Vídeo: whatsapp_business_messaging',
      why: 'O vídeo mostra envio, chegada ao telefone, resposta e a resposta na tela.',
      how: 'Grave no Estúdio, ou anexe um vídeo do celular.',
    },
    videomanagement: {
      title: 'Vídeo: whatsapp_business_management',
      why: 'Este mostra a criação de um modelo e a sua análise, sem enviar mensagens.',
      how: 'Grave no Estúdio; enviar uma mensagem pertence ao outro vídeo.',
    },
    reviewer: {
      title: 'O revisor consegue entrar',
      why: 'Se o revisor não entra, o envio inteiro é recusado.',
      how: 'Crie a conta em Envio; entramos com ela de hora em hora.',
    },
    handling: {
      title: 'Respostas sobre tratamento de dados',
      why: 'São perguntadas no formulário; respostas em branco param o envio.',
      how: 'Responda em Envio.',
    },
    submitted: {
      title: 'Enviado para análise',
      why: 'Guardar a data e a resposta mostra o que ainda falta corrigir.',
      how: 'Depois de enviar na Meta, registre em Envio.',
    },
    approved: {
      title: 'Permissões aprovadas',
      why: 'Com acesso avançado o aplicativo atende contas de clientes.',
      how: 'A análise costuma levar de um dia a uma semana.',
    },
  },
  access: {
    verified: {
      title: 'Verificação de acesso',
      why: 'Declara que você é provedor de tecnologia; fontes divergem se ainda é exigida para o WhatsApp, por isso não bloqueia.',
      how: 'No painel, em Básico › Verificações; leva cerca de 5 dias.',
    },
    clients: {
      title: 'A lista de clientes pode ser lida',
      why: 'Antes da verificação de acesso a Meta costuma responder com o erro 100.',
      how: 'Se o erro 100 continuar depois da aprovação, confira a verificação de acesso.',
    },
  },
  live: {
    switched: {
      title: 'Aplicativo no modo Ativo',
      why: 'Em Desenvolvimento só pessoas com função no aplicativo conseguem se cadastrar.',
      how: 'Ative depois da aprovação: no modo Ativo só permissões aprovadas funcionam.',
    },
  },
  signup: {
    configuration: {
      title: 'Configuração do cadastro incorporado',
      why: 'Um ID errado é a causa de “Algo deu errado” na janela de cadastro.',
      how: 'Crie a configuração pelo modelo de cadastro do WhatsApp e informe o ID nos dados abaixo.',
    },
    toggles: {
      title: 'As seis opções de login e os domínios',
      why: 'A API não mostra essas chaves; uma desligada impede o cadastro.',
      how: 'OAuth do cliente, OAuth da web, exigir HTTPS, navegador incorporado, modo estrito e login com SDK: todas em Sim; acrescente o domínio e o endereço de retorno.',
    },
    products: {
      title: 'Somente Cloud API marcada na configuração',
      why: 'Cada produto a mais exige permissões com acesso avançado.',
      how: 'Na configuração, deixe apenas a Cloud API, a menos que precise de outro produto.',
    },
    first: {
      title: 'Primeiro cliente conectado',
      why: 'Só um cliente de verdade prova que o cadastro funciona.',
      how: 'Abra o cadastro com uma conta que não foi criada no painel do aplicativo.',
    },
  },
  upkeep: {
    quota: {
      title: 'Novos clientes nesta semana',
      why: 'A Meta permite 10 novos clientes em 7 dias, e 200 depois das verificações.',
      how: 'O número oficial está na visão geral de parceiros do Gerenciador do WhatsApp; aqui contamos pela lista de clientes.',
    },
    datause: {
      title: 'Verificação anual de uso de dados',
      why: 'Sem a confirmação anual a Meta suspende o acesso às permissões.',
      how: 'Confirme no painel quando a Meta pedir; lembramos de novo em um ano.',
    },
    token: {
      title: 'Validade da chave de acesso',
      why: 'Uma chave vencida para tudo de uma vez.',
      how: 'Use um token de usuário do sistema sem data de validade.',
    },
    certificate: {
      title: 'Validade do certificado',
      why: 'Com o certificado vencido a Meta deixa de entregar mensagens.',
      how: 'Deixe a renovação automática ligada no proxy.',
    },
  },
}
