import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import organizations.rules.keys


class Migration(migrations.Migration):

    replaces = [('cadres', '0001_initial'), ('cadres', '0002_transfers'), ('cadres', '0003_more_standings'), ('cadres', '0004_party_groups')]

    initial = True

    dependencies = [
        ('organizations', '0008_inspection_of_a_committee'),
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=organizations.rules.keys.new_key, editable=False, max_length=12, unique=True)),
                ('full_name', models.CharField(max_length=120, verbose_name='họ và tên')),
                ('name_sort', models.CharField(db_index=True, editable=False, max_length=250)),
                ('search_fold', models.CharField(db_index=True, editable=False, max_length=250)),
                ('gender', models.CharField(blank=True, choices=[('male', 'Nam'), ('female', 'Nữ')], max_length=8, verbose_name='giới tính')),
                ('birth_year', models.PositiveSmallIntegerField(verbose_name='năm sinh')),
                ('birth_on', models.DateField(blank=True, null=True, verbose_name='ngày sinh')),
                ('card_number', models.CharField(blank=True, max_length=20, verbose_name='số thẻ đảng viên')),
                ('joined_on', models.DateField(blank=True, null=True, verbose_name='ngày kết nạp')),
                ('official_on', models.DateField(blank=True, null=True, verbose_name='ngày chính thức')),
                ('is_civil_servant', models.BooleanField(default=False, verbose_name='là cán bộ, công chức, viên chức')),
                ('workplace', models.CharField(blank=True, max_length=200, verbose_name='đơn vị công tác')),
                ('residence', models.CharField(blank=True, max_length=200, verbose_name='nơi cư trú')),
                ('account', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='person', to=settings.AUTH_USER_MODEL, verbose_name='tài khoản')),
            ],
            options={
                'verbose_name': 'đảng viên, cán bộ',
                'ordering': ['name_sort', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('gender__in', ['', 'male', 'female'])), name='person_gender_is_known'), models.CheckConstraint(condition=models.Q(('birth_on__isnull', True), ('birth_on__year', models.F('birth_year')), _connector='OR'), name='person_birth_day_in_birth_year'), models.CheckConstraint(condition=models.Q(('official_on__isnull', True), ('joined_on__isnull', True), ('official_on__gte', models.F('joined_on')), _connector='OR'), name='person_official_after_joining'), models.UniqueConstraint(condition=models.Q(('card_number', ''), _negated=True), fields=('card_number',), name='person_card_number_once')],
            },
        ),
        migrations.CreateModel(
            name='PastRating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='năm')),
                ('capacity', models.CharField(choices=[('member', 'Đảng viên'), ('office', 'Cán bộ lãnh đạo, quản lý'), ('organization', 'Tổ chức đảng'), ('collective', 'Tập thể lãnh đạo, quản lý')], max_length=16, verbose_name='tư cách')),
                ('level', models.CharField(choices=[('excellent', 'Hoàn thành xuất sắc nhiệm vụ'), ('good', 'Hoàn thành tốt nhiệm vụ'), ('fair', 'Hoàn thành nhiệm vụ'), ('failed', 'Không hoàn thành nhiệm vụ')], max_length=16, verbose_name='mức xếp loại')),
                ('collective', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='past_ratings', to='organizations.collective')),
                ('organization', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='past_ratings', to='organizations.partyorganization')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='past_ratings', to='cadres.person')),
            ],
            options={
                'verbose_name': 'kết quả xếp loại năm trước',
                'ordering': ['-year'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('collective__isnull', True), ('organization__isnull', True), ('person__isnull', False)), models.Q(('collective__isnull', False), ('organization__isnull', True), ('person__isnull', True)), models.Q(('collective__isnull', True), ('organization__isnull', False), ('person__isnull', True)), _connector='OR'), name='past_rating_has_one_owner'), models.CheckConstraint(condition=models.Q(('level__in', ['excellent', 'good', 'fair', 'failed'])), name='past_rating_is_a_level'), models.CheckConstraint(condition=models.Q(('capacity__in', ['member', 'office', 'organization', 'collective'])), name='past_rating_capacity_is_known'), models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('person', 'year', 'capacity'), name='past_rating_once_a_year_by_person'), models.UniqueConstraint(condition=models.Q(('collective__isnull', False)), fields=('collective', 'year', 'capacity'), name='past_rating_once_a_year_by_collective'), models.UniqueConstraint(condition=models.Q(('organization__isnull', False)), fields=('organization', 'year', 'capacity'), name='past_rating_once_a_year_by_organization')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('official', 'Sinh hoạt chính thức'), ('temporary', 'Sinh hoạt tạm thời')], default='official', max_length=12, verbose_name='hình thức')),
                ('standing', models.CharField(choices=[('full', 'Đảng viên chính thức'), ('probationary', 'Đảng viên dự bị')], default='full', max_length=12, verbose_name='tư cách')),
                ('from_on', models.DateField(verbose_name='từ ngày')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='đến ngày')),
                ('end_reason', models.CharField(blank=True, choices=[('moved', 'Chuyển đi'), ('died', 'Từ trần'), ('expelled', 'Khai trừ'), ('struck_off', 'Xóa tên'), ('resigned', 'Xin ra khỏi Đảng'), ('merged', 'Chi bộ sáp nhập, giải thể')], max_length=12, verbose_name='lý do thôi sinh hoạt')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='organizations.partyorganization')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='cadres.person')),
            ],
            options={
                'verbose_name': 'nơi sinh hoạt',
                'ordering': ['from_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['official', 'temporary'])), name='membership_kind_is_known'), models.CheckConstraint(condition=models.Q(('standing__in', ['full', 'probationary'])), name='membership_standing_is_known'), models.CheckConstraint(condition=models.Q(('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='membership_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('end_reason__in', ['', 'moved', 'died', 'expelled', 'struck_off', 'resigned', 'merged'])), name='membership_end_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('end_reason', ''), ('to_on__isnull', True)), models.Q(('to_on__isnull', False), models.Q(models.Q(('end_reason', ''), _negated=True), ('kind', 'temporary'), _connector='OR')), _connector='OR'), name='membership_ends_for_a_reason'), models.UniqueConstraint(condition=models.Q(('kind', 'official'), ('to_on__isnull', True)), fields=('person',), name='membership_one_official_cell')],
            },
        ),
        migrations.CreateModel(
            name='Leave',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('sick', 'Nghỉ ốm'), ('maternity', 'Nghỉ thai sản')], max_length=12, verbose_name='loại nghỉ')),
                ('from_on', models.DateField(verbose_name='từ ngày')),
                ('to_on', models.DateField(verbose_name='đến ngày')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='leaves', to='cadres.person')),
            ],
            options={
                'verbose_name': 'thời gian nghỉ',
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['sick', 'maternity'])), name='leave_kind_is_known'), models.CheckConstraint(condition=models.Q(('to_on__gte', models.F('from_on'))), name='leave_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='Discipline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.CharField(choices=[('reprimand', 'Khiển trách'), ('warning', 'Cảnh cáo'), ('removal', 'Cách chức'), ('expulsion', 'Khai trừ')], max_length=12, verbose_name='hình thức')),
                ('decided_on', models.DateField(verbose_name='ngày quyết định')),
                ('violated_in', models.PositiveSmallIntegerField(verbose_name='năm vi phạm')),
                ('counted_in', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='đã tính vào năm')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='nội dung')),
                ('collective', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='disciplines', to='organizations.collective')),
                ('organization', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='disciplines', to='organizations.partyorganization')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='disciplines', to='cadres.person')),
            ],
            options={
                'verbose_name': 'kỷ luật',
                'constraints': [models.CheckConstraint(condition=models.Q(('form__in', ['reprimand', 'warning', 'removal', 'expulsion'])), name='discipline_form_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('collective__isnull', True), ('organization__isnull', True), ('person__isnull', False)), models.Q(('collective__isnull', False), ('organization__isnull', True), ('person__isnull', True)), models.Q(('collective__isnull', True), ('organization__isnull', False), ('person__isnull', True)), _connector='OR'), name='discipline_has_one_owner')],
            },
        ),
        migrations.CreateModel(
            name='CivilRating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='năm')),
                ('level', models.CharField(choices=[('excellent', 'Hoàn thành xuất sắc nhiệm vụ'), ('good', 'Hoàn thành tốt nhiệm vụ'), ('fair', 'Hoàn thành nhiệm vụ'), ('failed', 'Không hoàn thành nhiệm vụ')], max_length=16, verbose_name='mức xếp loại')),
                ('period', models.CharField(blank=True, max_length=60, verbose_name='kỳ đánh giá')),
                ('paper', models.CharField(blank=True, max_length=160, verbose_name='văn bản')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='ngày')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='civil_ratings', to='cadres.person')),
            ],
            options={
                'verbose_name': 'kết quả xếp loại cán bộ, công chức, viên chức',
                'constraints': [models.UniqueConstraint(fields=('person', 'year'), name='civil_rating_once_a_year'), models.CheckConstraint(condition=models.Q(('level__in', ['excellent', 'good', 'fair', 'failed'])), name='civil_rating_is_a_level')],
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=organizations.rules.keys.new_key, editable=False, max_length=12, unique=True)),
                ('title', models.CharField(max_length=200, verbose_name='chức danh')),
                ('short_title', models.CharField(blank=True, max_length=80, verbose_name='chức danh rút gọn')),
                ('title_group', models.CharField(blank=True, max_length=80, verbose_name='nhóm chức danh tương đương')),
                ('is_head', models.BooleanField(default=False, verbose_name='là người đứng đầu')),
                ('is_main', models.BooleanField(default=True, verbose_name='là chức danh chính để xếp loại')),
                ('main_reason', models.CharField(blank=True, max_length=200, verbose_name='lý do chọn chức danh chính')),
                ('route', models.CharField(choices=[('decided', 'Ban Thường vụ Tỉnh ủy quyết định'), ('delegated', 'Được ủy quyền'), ('ministry', 'Ngành dọc quyết định'), ('central', 'Trung ương quyết định'), ('lower', 'Cấp dưới quyết định')], default='lower', max_length=12, verbose_name='diện quyết định')),
                ('position', models.PositiveIntegerField(default=0, verbose_name='thứ tự lễ tân')),
                ('from_on', models.DateField(verbose_name='từ ngày')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='đến ngày')),
                ('collective', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='organizations.collective')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='cadres.person')),
            ],
            options={
                'verbose_name': 'chức vụ',
                'ordering': ['position', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('route__in', ['decided', 'delegated', 'ministry', 'central', 'lower'])), name='post_route_is_known'), models.CheckConstraint(condition=models.Q(('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='post_ends_after_it_begins'), models.UniqueConstraint(condition=models.Q(('is_main', True), ('to_on__isnull', True)), fields=('person',), name='post_one_main')],
            },
        ),
        migrations.CreateModel(
            name='Standing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('exempt', 'Được miễn công tác và sinh hoạt đảng'), ('reduced', 'Được giảm công tác và sinh hoạt đảng'), ('suspended', 'Bị đình chỉ sinh hoạt đảng'), ('committee_suspended', 'Bị đình chỉ sinh hoạt cấp ủy'), ('study', 'Đi học tập trung'), ('seconded', 'Biệt phái, luân chuyển'), ('abroad', 'Ở nước ngoài'), ('away', 'Đi làm ăn xa'), ('mobile', 'Công tác lưu động'), ('in_transfer', 'Đang chuyển sinh hoạt'), ('newly_moved_head', 'Người đứng đầu mới chuyển đến'), ('committee_member', 'Cấp ủy viên ngoài ban thường vụ'), ('in_group', 'Sinh hoạt ở tổ đảng (tên tổ ở ghi chú)')], max_length=24, verbose_name='trường hợp')),
                ('from_on', models.DateField(verbose_name='từ ngày')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='đến ngày')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='ghi chú')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='standings', to='cadres.person')),
            ],
            options={
                'verbose_name': 'trường hợp riêng',
                'constraints': [models.CheckConstraint(condition=models.Q(('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='standing_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('kind__in', ['exempt', 'reduced', 'suspended', 'committee_suspended', 'study', 'seconded', 'abroad', 'away', 'mobile', 'in_transfer', 'newly_moved_head', 'committee_member', 'in_group'])), name='standing_kind_is_known')],
            },
        ),
        migrations.CreateModel(
            name='Transfer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=organizations.rules.keys.new_key, editable=False, max_length=12, unique=True)),
                ('left_on', models.DateField(verbose_name='chuyển đi ngày')),
                ('received_on', models.DateField(blank=True, null=True, verbose_name='nhận giấy giới thiệu ngày')),
                ('number', models.CharField(blank=True, max_length=40, verbose_name='số giấy giới thiệu')),
                ('sent_at', models.DateTimeField(verbose_name='ghi lúc')),
                ('taken_back_at', models.DateTimeField(blank=True, null=True, verbose_name='hủy lúc')),
                ('taken_back_reason', models.CharField(blank=True, max_length=300, verbose_name='lý do hủy')),
                ('joined', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='transfer_in', to='cadres.membership')),
                ('left', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transfers_out', to='cadres.membership')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transfers', to='cadres.person')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('to_organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transfers_in', to='organizations.partyorganization', verbose_name='chi bộ nhận')),
            ],
            options={
                'verbose_name': 'chuyển sinh hoạt đảng',
                'ordering': ['left_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('joined__isnull', True), ('received_on__isnull', True)), models.Q(('joined__isnull', False), ('received_on__isnull', False)), _connector='OR'), name='transfer_arrives_in_a_cell'), models.CheckConstraint(condition=models.Q(('received_on__isnull', True), ('received_on__gte', models.F('left_on')), _connector='OR'), name='transfer_arrives_after_it_leaves'), models.CheckConstraint(condition=models.Q(models.Q(('taken_back_at__isnull', True), ('taken_back_reason', '')), models.Q(('joined__isnull', True), ('taken_back_at__isnull', False), models.Q(('taken_back_reason', ''), _negated=True)), _connector='OR'), name='transfer_taken_back_for_a_reason'), models.UniqueConstraint(condition=models.Q(('received_on__isnull', True), ('taken_back_at__isnull', True)), fields=('person',), name='transfer_one_on_the_way')],
            },
        ),
    ]
