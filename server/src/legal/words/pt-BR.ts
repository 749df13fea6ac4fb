import type { LegalFacts } from '@recado/contract/legal'
import { listed } from './lines.ts'

export default {
  title: { privacy: 'Política de privacidade', terms: 'Termos de uso', 'data-deletion': 'Exclusão de dados' },
  blank: '[a preencher]',
  updated: 'Atualizada em',
  draft: 'Esta página ainda não está pronta: quem opera a instalação precisa informar a empresa e o contato.',
  body: {
    privacy: (f: LegalFacts) => `# Política de privacidade de ${f.productName}
${f.productName} é uma plataforma de atendimento pelo WhatsApp, oferecida por ${f.companyName}${f.companyId ? ` (${f.companyId})` : ''}, ${f.address ? `${f.address}, ` : ''}${f.country}. Esta política diz que dados passam por ela, para quê, por quanto tempo e como pedir que sejam apagados.
## De quem são os dados
As conversas pertencem à empresa que atende. Ela decide com quem fala e por quê (controladora); ${f.companyName} guarda e transporta os dados por ordem dela (operadora).
## Que dados tratamos
- Mensagens do WhatsApp: número de telefone ou identificador do WhatsApp, nome do perfil, conteúdo de mensagens e arquivos enviados e recebidos, horários e situação de entrega.
- Contas de quem atende: nome, e-mail, senha guardada somente como resumo criptográfico, idioma e registros de acesso.
- Contas do WhatsApp Business: identificadores, números, modelos de mensagem e chaves de acesso dadas pela empresa, guardadas cifradas.
- Dados técnicos: endereço IP, navegador e registros de erro sem o texto das mensagens.
## Para que usamos
- Enviar e receber mensagens pela API oficial do WhatsApp Business.
- Mostrar o histórico a quem atende e distribuir o trabalho.
- Proteger o serviço, corrigir falhas e cumprir obrigações legais.
Não vendemos dados, não fazemos publicidade com eles e não os usamos para treinar inteligência artificial.
## Com quem compartilhamos
- Meta Platforms (WhatsApp Business), que transporta as mensagens.
${listed(f.processors, 'Nenhum outro fornecedor processa dados em nosso nome.')}
Autoridades só recebem dados por ordem legal válida, que é examinada antes e atendida no mínimo necessário.
## Por quanto tempo
As mensagens ficam enquanto durar o contrato da empresa e são apagadas até ${f.retentionMonths} meses depois do fim. Registros técnicos são apagados antes. Cópias de segurança seguem os mesmos prazos.
## Segurança
O tráfego é cifrado, chaves de acesso são guardadas cifradas, cada empresa enxerga somente os próprios dados e o acesso depende de papel e senha.
## Seus direitos
Você pode pedir confirmação, acesso, correção, cópia, oposição e exclusão dos seus dados (LGPD, artigo 18; GDPR, artigos 15 a 22). Se você é cliente de uma empresa que atende por aqui, ela responde primeiro; podemos encaminhar o pedido.
## Contato
- E-mail: ${f.contactEmail}
${f.privacyContact ? `- Encarregado de dados: ${f.privacyContact}` : '- O mesmo e-mail chega ao encarregado de dados.'}
${f.website ? `- Site: ${f.website}` : ''}
Mudanças desta política são publicadas nesta página, com a data.`,
    terms: (f: LegalFacts) => `# Termos de uso de ${f.productName}
Estes termos valem entre ${f.companyName}${f.companyId ? ` (${f.companyId})` : ''}, ${f.country}, e a empresa que usa ${f.productName} para atender pelo WhatsApp.
## O serviço
${f.productName} permite que uma equipe envie e receba mensagens pela API oficial do WhatsApp Business, administre números e modelos de mensagem e acompanhe o atendimento.
## O que cabe à empresa que usa
- Ter uma conta do WhatsApp Business em seu nome e cumprir as políticas comerciais e de mensagens da Meta.
- Falar somente com quem permitiu e parar quando a pessoa pedir.
- Não enviar conteúdo ilegal, enganoso ou mensagens em massa não solicitadas.
- Manter senhas em segredo e dar acesso somente a quem precisa.
- Pagar à Meta as mensagens cobradas por ela.
## O que cabe a nós
- Manter o serviço disponível e seguro com cuidado profissional.
- Tratar os dados como diz a política de privacidade e por ordem da empresa.
- Avisar de incidentes que atinjam dados pessoais.
## Limites
A entrega de mensagens depende do WhatsApp, das redes e do telefone de quem recebe. A Meta pode limitar ou suspender números conforme suas regras. Na medida permitida por lei, não respondemos por esses fatos.
## Fim
Qualquer parte pode encerrar. Depois do fim a empresa pode pedir uma cópia dos dados; em seguida eles são apagados no prazo da política de privacidade (${f.retentionMonths} meses).
## Lei e contato
Vale a lei de ${f.country}. Dúvidas: ${f.contactEmail}.`,
    'data-deletion': (f: LegalFacts) => `# Como pedir a exclusão de dados
Qualquer pessoa pode pedir que ${f.productName} apague os seus dados.
## Se você conectou uma conta do WhatsApp Business com o seu perfil da Meta
- No Facebook, abra Configurações, depois Integrações comerciais (ou Aplicativos e sites).
- Escolha ${f.productName} e remova, marcando a opção de pedir a exclusão dos dados.
- A Meta nos avisa, as chaves de acesso são destruídas na hora e você recebe um código e um endereço para acompanhar.
## Se você atende por esta plataforma
Peça ao administrador do espaço da sua empresa que remova a sua conta, ou escreva para ${f.contactEmail}.
## Se você conversou com uma empresa pelo WhatsApp
As mensagens são da empresa com quem você falou: peça a ela. Se preferir, escreva para ${f.contactEmail} com o seu número de telefone e o nome da empresa; encaminhamos o pedido e confirmamos a resposta.
## Prazo
Pedidos são respondidos em até 15 dias. Dados que a lei manda guardar são apagados quando o prazo legal termina; as demais informações deixam também as cópias de segurança em até ${f.retentionMonths} meses.
## Contato
- E-mail: ${f.contactEmail}`,
  },
  status: {
    title: { deletion: 'Pedido de exclusão de dados', deauthorization: 'Retirada de autorização' },
    unknown: 'Não há pedido com este código. Confira as letras, ou escreva para quem opera a plataforma.',
    code: 'Código',
    received: 'Recebido em',
    done: 'Situação: concluído',
    tokens: (tokens: number, workspaces: number) =>
      `Encontramos ${tokens} ${tokens === 1 ? 'autorização dada' : 'autorizações dadas'} por esta pessoa, em ${workspaces} ${workspaces === 1 ? 'espaço' : 'espaços'} de empresa. As chaves de acesso foram destruídas e a ligação com a pessoa foi apagada.`,
    nothing: 'Não encontramos nada guardado sobre esta pessoa: nenhuma chave de acesso em uso foi dada por ela.',
    rest: 'Conversas de clientes pertencem às empresas que atendem e não são ligadas ao seu perfil da Meta; por isso não fazem parte deste pedido. Para elas, veja as instruções de exclusão.',
  },
}
